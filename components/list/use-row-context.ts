import { useMemo } from 'preact/hooks';
import type { ItemKey } from '../../lib/model/item-key.ts';
import { canSync, isRunning } from '../panel-derived.ts';
import type { SyncPanelProps } from '../sync-panel.tsx';

/** Selects a row, or with `range` all from the last one to it. */
type OnPick = (id: string, range: boolean) => void;

export type RowContext = ReturnType<typeof useRowContext>;

/**
 * What all rows are drawn with. The same object while nothing of it has changed, so that a letter in the search draws
 * no row anew that stays where it is.
 */
export function useRowContext(
  { state, actions, now, place, sisName }: SyncPanelProps & { sisName: string },
  onPick: OnPick,
) {
  const { picked, saving, rowErrors, busy } = state;
  const ready = canSync(state) && !isRunning(state);
  return useMemo(
    () => ({
      ...{ place, sisName, now, saving, rowErrors, busy, onPick },
      /** Items that are selected, by itemKeyText; null = not selecting. */
      picked,
      /** One item can be sent alone now. */
      canSync: ready,
      onInclude: actions.setInclude,
      onSync: actions.syncItem,
      onOpen: (item: ItemKey) => actions.show({ sheet: { kind: 'item', item } }),
    }),
    [place, sisName, now, picked, saving, rowErrors, busy, ready, actions, onPick],
  );
}
