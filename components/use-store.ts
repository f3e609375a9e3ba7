import { useLayoutEffect, useState } from 'preact/hooks';
import type { StoreApi } from 'zustand/vanilla';

/**
 * The state of a vanilla store, drawn anew on each change, also on one that comes before the first drawing has been
 * painted. preact/compat would cost the popup a third of its size.
 */
export function useStore<S>(store: StoreApi<S>): S {
  const [state, setState] = useState(() => store.getState());
  useLayoutEffect(() => {
    const show = (): void => setState(() => store.getState());
    show();
    return store.subscribe(show);
  }, [store]);
  return state;
}
