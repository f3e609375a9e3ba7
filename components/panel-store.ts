import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ask, onChanged } from '../lib/messages.ts';
import { asksForReview } from './asks-for-review.ts';
import { createReads, type PanelReads } from './panel-reads.ts';
import { initialState, type PanelState, type Shown } from './panel-state.ts';
import { createWrites, type PanelWrites } from './panel-writes.ts';

export type PanelDeps = { ask: typeof ask; onChanged: typeof onChanged; showsItems?: boolean };

export type PanelActions = PanelReads &
  PanelWrites & {
    show: (what: Partial<Shown>) => void;
    /** For what only a sheet shows; the one action that rejects. */
    ask: PanelDeps['ask'];
  };

export type PanelStore = StoreApi<PanelState> & { actions: PanelActions };

/**
 * The panel's view of the background. It owns nothing: every action asks the background and shows its answer, and
 * each `changed` broadcast reads the stored state again. No action rejects; what went wrong is in the state.
 */
export function createPanelStore({ ask, onChanged, showsItems = false }: PanelDeps): PanelStore {
  const store = createStore<PanelState>(() => initialState);
  const context = { ask, showsItems, get: store.getState, set: store.setState };
  const reads = createReads(context);
  const actions: PanelActions = {
    ...reads,
    ...createWrites(context, reads.reload),
    show: (what) => store.setState(what),
    ask,
  };
  onChanged(() => void reads.reload());
  store.subscribe((state, before) => {
    if (asksForReview(state, before)) store.setState({ sheet: { kind: 'review' } });
  });
  return { ...store, actions };
}
