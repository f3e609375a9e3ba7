import { useCallback, useRef } from 'preact/hooks';

/**
 * Selecting rows: one by one, or with Shift all from the last one to this. `ids` in the order of the list. What comes
 * back stays the same function, so that no row is drawn anew for it.
 */
export function usePicking(
  ids: string[],
  picked: ReadonlySet<string> | null,
  onPicked: (picked: ReadonlySet<string>) => void,
): (id: string, range: boolean) => void {
  const last = useRef<string | null>(null);
  const latest = useRef({ ids, picked, onPicked });
  latest.current = { ids, picked, onPicked };
  return useCallback((id, range) => {
    const { ids, picked, onPicked } = latest.current;
    const on = !picked?.has(id);
    const from = range && last.current !== null ? ids.indexOf(last.current) : -1;
    const to = ids.indexOf(id);
    const span = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    const next = new Set(picked);
    for (const one of span) {
      if (on) next.add(one);
      else next.delete(one);
    }
    last.current = id;
    onPicked(next);
  }, []);
}
