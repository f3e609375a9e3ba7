import type { ItemKind } from '../../lib/model/graded-item.ts';
import type { ItemRow } from '../../lib/model/panel-view.ts';

/** What the list is narrowed to besides its chips and its search; null and '' = not by this. */
export type Narrow = {
  category: string | null;
  kind: ItemKind | null;
  period: string | null;
  /** First and last due day, `YYYY-MM-DD`. */
  dueFrom: string;
  dueTo: string;
  zeroPoints: boolean;
};

export const notNarrowed: Narrow = {
  category: null,
  kind: null,
  period: null,
  dueFrom: '',
  dueTo: '',
  zeroPoints: false,
};

/** How many of its fields narrow the list. */
export const narrowedBy = (narrow: Narrow): number => Object.values(narrow).filter(Boolean).length;

/** Whether a row is within all of it. An item without a due day is in no span of days. */
export function isWithin(row: ItemRow, narrow: Narrow): boolean {
  const { category, kind, period, zeroPoints } = narrow;
  return (
    (category === null || row.categoryTitle === category) &&
    (kind === null || row.kind === kind) &&
    (period === null || row.periodTitle === period) &&
    (!zeroPoints || row.points === 0) &&
    isDueWithin(row.dueDay, narrow)
  );
}

function isDueWithin(day: string | null, { dueFrom, dueTo }: Narrow): boolean {
  if (dueFrom === '' && dueTo === '') return true;
  return day !== null && day >= dueFrom && (dueTo === '' || day <= dueTo);
}
