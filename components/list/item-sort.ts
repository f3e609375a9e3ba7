import type { ItemRow, SyncStatus } from '../../lib/model/panel-view.ts';
import { needsAttention } from '../../lib/model/row-tone.ts';
import { language } from '../../lib/text.ts';

/** Columns by which the list can be sorted. */
const sortKeys = ['title', 'category', 'time', 'status'] as const;
export type SortKey = (typeof sortKeys)[number];

/** Null = the order of Schoology's gradebook. */
export type Sort = { by: SortKey; descending: boolean } | null;

export const isSortKey = (name: string): name is SortKey => sortKeys.some((key) => key === name);

const urgency: Record<SyncStatus, number> = { failed: 0, pending: 2, synced: 4, 'opted-out': 6 };

/** What somebody has to mend comes before what waits or is done. */
const rank = (row: ItemRow): number => urgency[row.status] - (needsAttention(row) ? 1 : 0);

/** Never comes before every time. */
const timeOf = ({ lastSuccessAt }: ItemRow): number => lastSuccessAt ?? 0;

/** "Quiz 2" before "Quiz 10", and letters as the teacher's language orders them. */
function compareTexts(): (a: string, b: string) => number {
  return new Intl.Collator(language(), { numeric: true }).compare;
}

function comparison(by: SortKey): (a: ItemRow, b: ItemRow) => number {
  const texts = compareTexts();
  const comparisons: Record<SortKey, (a: ItemRow, b: ItemRow) => number> = {
    title: (a, b) => texts(a.title, b.title),
    category: (a, b) => texts(a.categoryTitle ?? '', b.categoryTitle ?? ''),
    time: (a, b) => timeOf(a) - timeOf(b),
    status: (a, b) => rank(a) - rank(b),
  };
  return comparisons[by];
}

/** The rows in the order of `sort`; rows that are equal keep Schoology's order. */
export function sortRows(rows: ItemRow[], sort: Sort): ItemRow[] {
  if (sort === null) return rows;
  const compare = comparison(sort.by);
  return rows.toSorted((a, b) => (sort.descending ? compare(b, a) : compare(a, b)));
}

/** A column's first order: times begin with the latest, everything else with the first. */
export const firstSort = (by: SortKey): Sort => ({ by, descending: by === 'time' });

/** A column pressed again turns round, and the third time gives Schoology's order back. */
export function nextSort(sort: Sort, by: SortKey): Sort {
  const first = firstSort(by);
  if (sort?.by !== by) return first;
  return sort.descending === first?.descending ? { by, descending: !sort.descending } : null;
}
