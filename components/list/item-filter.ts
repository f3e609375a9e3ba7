import type { ItemRow } from '../../lib/model/panel-view.ts';
import { needsAttention } from '../../lib/model/row-tone.ts';
import { isWithin, type Narrow } from './narrow.ts';

export const filters = ['all', 'attention', 'pending', 'synced', 'opted-out'] as const;

/** The chips above the list. */
export type Filter = (typeof filters)[number];

/** Every other chip is a status by its name. */
const passes = (row: ItemRow, filter: Filter): boolean =>
  filter === 'all' || (filter === 'attention' ? needsAttention(row) : row.status === filter);

/** How many rows each filter shows, counted in one pass. */
export function countRows(rows: ItemRow[]): Record<Filter, number> {
  const counts = { all: 0, attention: 0, pending: 0, synced: 0, 'opted-out': 0 };
  for (const row of rows) {
    for (const name of filters) if (passes(row, name)) counts[name]++;
  }
  return counts;
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

type Wanted = { filter: Filter; query: string; narrow: Narrow };

/** The rows of a filter whose title holds `query`, in their given order. */
export function filterRows(rows: ItemRow[], { filter, query, narrow }: Wanted): ItemRow[] {
  const words = fold(query.trim());
  return rows.filter(
    (row) =>
      passes(row, filter) &&
      isWithin(row, narrow) &&
      (words === '' || fold(row.title).includes(words)),
  );
}
