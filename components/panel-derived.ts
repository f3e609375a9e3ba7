import { type SectionKey, sectionKeyText } from '../lib/model/item-key.ts';
import type { ItemRow, SectionView } from '../lib/model/panel-view.ts';
import { countRows, filterRows } from './list/item-filter.ts';
import { sortRows } from './list/item-sort.ts';
import type { RowGroup } from './list/row-chunks.ts';
import {
  type PanelState,
  selectedKeys,
  selectedRows,
  selectedViews,
  sendable,
} from './panel-state.ts';

/** Everything that is selected has been read and can be synced: only then a count of 0 means "up to date". */
const isKnown = (state: PanelState): boolean => {
  const views = selectedViews(state);
  return (
    views.length > 0 &&
    views.length === selectedKeys(state).length &&
    views.every((view) => isWellRead(state, view))
  );
};

const isWellRead = ({ readErrors }: PanelState, { section, readAt, problem }: SectionView) =>
  readAt !== null && problem === null && !(sectionKeyText(section) in readErrors);

/** A list seen for the first time cannot be sent before it is read; one that cannot be read waits for no one. */
const isSeen = ({ readErrors }: PanelState, { section, known }: SectionView): boolean =>
  known || sectionKeyText(section) in readErrors;

/** Sync may be pressed: connected, choices proven, and something is known. */
export const canSync = (state: PanelState): boolean =>
  state.panel?.connection.state === 'ready' &&
  state.panel.storage.state !== 'locked' &&
  selectedViews(state).every((view) => isSeen(state, view)) &&
  (isKnown(state) || hasToSend(state));

const hasToSend = (state: PanelState): boolean => sendable(selectedRows(state)).length > 0;

export const isRunning = ({ panel }: PanelState): boolean =>
  panel?.run?.state === 'running' || panel?.run?.state === 'cancelling';

/** When the oldest of what is shown was read; null when something was never read. Epoch milliseconds. */
export const readAt = (state: PanelState): number | null => {
  const times = selectedViews(state).map((view) => view.readAt);
  return times.reduce<number | null>(
    (oldest, at) => (at === null || oldest === null ? null : Math.min(oldest, at)),
    times[0] ?? null,
  );
};

/** Keeps what was last made of the state, while the parts that it is made of are the same. */
function kept<Made>(partsOf: (state: PanelState) => unknown[], make: (state: PanelState) => Made) {
  let last: { parts: unknown[]; made: Made } | undefined;
  return (state: PanelState): Made => {
    const parts = partsOf(state);
    const isSame =
      parts.length === last?.parts.length && parts.every((it, n) => it === last?.parts[n]);
    if (!last || !isSame) last = { parts, made: make(state) };
    return last.made;
  };
}

/** How many of what is selected each filter would show. */
export const countsOf = kept(selectedViews, (state) => countRows(selectedRows(state)));

/** Since when the SIS is known to hold what Schoology says, for all that is included; null when it is not. */
export function upToDateSince(state: PanelState): number | null {
  const { synced, attention } = countsOf(state);
  const settled = synced > 0 && attention === 0 && !hasToSend(state);
  return settled && canSync(state) ? readAt(state) : null;
}

/** The rows to draw, by section, after filter and search and in the chosen order. */
export const visibleGroups = kept(
  (state) => [state.filter, state.query, state.narrow, state.sort, ...selectedViews(state)],
  (state): RowGroup[] =>
    selectedViews(state)
      .map(({ section, rows }) => ({
        section,
        rows: sortRows(filterRows(rows, state), state.sort),
      }))
      .filter(({ rows }) => rows.length > 0),
);

/** All rows that filter and search show. */
export const shownRows = (state: PanelState): ItemRow[] =>
  visibleGroups(state).flatMap(({ rows }) => rows);

/** The Schoology host of what is shown. */
export const originOf = ({ panel, selected }: PanelState): string | null => {
  const first: SectionKey | undefined = selected === 'all' ? panel?.sections[0] : selected;
  return first?.origin ?? null;
};
