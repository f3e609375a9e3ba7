import type { ItemRow } from '../../lib/model/panel-view.ts';
import { needsAttention } from '../../lib/model/row-tone.ts';
import { isWithin, type Narrow } from './narrow.ts';

export const filters = ['all', 'attention', 'pending', 'synced', 'opted-out'] as const;

/** The chips above the list. */
export type Filter = (typeof filters)[number];

const tests: Record<Filter, (row: ItemRow) => boolean> = {
  all: () => true,
  attention: needsAttention,
  pending: ({ status }) => status === 'pending',
  synced: ({ status }) => status === 'synced',
  'opted-out': ({ status }) => status === 'opted-out',
};

export const countRows = (rows: ItemRow[], filter: Filter): number =>
  rows.filter(tests[filter]).length;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

type Wanted = { filter: Filter; query: string; narrow: Narrow };

/** The rows of a filter whose title holds `query`, in their given order. */
export function filterRows(rows: ItemRow[], { filter, query, narrow }: Wanted): ItemRow[] {
  const words = fold(query.trim());
  return rows.filter(
    (row) =>
      tests[filter](row) &&
      isWithin(row, narrow) &&
      (words === '' || fold(row.title).includes(words)),
  );
}
