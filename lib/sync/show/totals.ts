import type { ItemRow } from '../../model/panel-view.ts';
import type { ReasonCode } from '../../model/reason.ts';
import { type TotalsCause, type TotalsLine, totalsCauses } from '../../model/totals.ts';
import type { Profile } from '../../sis/profile.ts';
import type { LinkRecord, StoredItem } from '../../storage/records.ts';

export type TotalsInput = {
  /** Every graded item of the section with its row in the panel. */
  items: { item: StoredItem; row: ItemRow }[];
  /** Null while the section is not linked. */
  link: LinkRecord | null;
  profile: Pick<Profile, 'wholePoints'>;
};

/** How many things a cause is about; null = nothing that we read tells. */
type Count = (input: TotalsInput) => number | null;

const unknown: Count = () => null;

/** What counts in Schoology's own total: published, in a category, and not left out of the grade. */
const counts = ({ published, countsInGrade, categoryId }: StoredItem): boolean =>
  published && countsInGrade && categoryId !== null;

const itemsWhere =
  (test: (entry: TotalsInput['items'][number]) => boolean): Count =>
  ({ items }) =>
    items.filter(test).length;

const withReason = (code: ReasonCode): Count =>
  itemsWhere(({ item }) => item.planned?.reason?.code === code);

const causes: Record<TotalsCause, Count> = {
  'not-sent-yet': itemsWhere(
    ({ item, row }) => counts(item) && row.include && row.status !== 'synced',
  ),
  'opted-out': itemsWhere(({ item, row }) => counts(item) && !row.include),
  // What Schoology no longer counts and the SIS still has.
  unpublished: itemsWhere(({ item, row }) => !item.published && row.scoresSent > 0),
  'no-category': itemsWhere(({ item, row }) => item.categoryId === null && row.scoresSent > 0),
  'not-in-grade': itemsWhere(({ item, row }) => !item.countsInGrade && row.scoresSent > 0),
  'unmatched-category': itemsWhere(({ row }) => row.reason?.code === 'CATEGORY_UNMAPPED'),
  'shared-category': ({ link }) => link && sharedCategories(link),
  'unused-category': ({ link }) => link && unusedCategories(link),
  'special-scores': withReason('SPECIAL_NOT_SENT'),
  'cleared-scores': withReason('SCORE_CLEARED'),
  'unlinked-students': ({ link }) => link?.unmatched.length ?? null,
  'extra-credit': extraCredit,
  'whole-points': (input) =>
    input.profile.wholePoints
      ? itemsWhere(({ row }) => row.reason?.code === 'POINTS_NOT_WHOLE')(input)
      : 0,
  factor: itemsWithFactor,
  'drop-lowest': unknown,
  weights: unknown,
  rounding: unknown,
  'changed-in-sis': unknown,
};

/** Known only where the gradebook feed tells the factor of every item. */
function itemsWithFactor({ items }: TotalsInput): number | null {
  const graded = items.filter(({ item }) => counts(item));
  if (graded.some(({ item }) => item.factor === undefined)) return null;
  return graded.filter(({ item }) => item.factor !== 1).length;
}

/** Schoology categories that come together in one category of the SIS. */
function sharedCategories({ categories }: LinkRecord): number {
  const targets = Object.values(categories).map(({ sisId }) => sisId);
  return targets.filter((target) => targets.filter((other) => other === target).length > 1).length;
}

function unusedCategories({ categories, sisCategories }: LinkRecord): number {
  const used = new Set(Object.values(categories).map(({ sisId }) => sisId));
  return sisCategories.filter(({ id }) => !used.has(id)).length;
}

/** Items without points possible, or with a score above them. Known once the section was read by this version. */
function extraCredit({ items }: TotalsInput): number | null {
  const graded = items.filter(({ item }) => counts(item));
  if (graded.some(({ item }) => item.aboveMaximum === undefined)) return null;
  return graded.filter(({ item }) => item.points === 0 || (item.aboveMaximum ?? 0) > 0).length;
}

/** Every cause there is, in the order in which they are told; pure. */
export const totalsLines = (input: TotalsInput): TotalsLine[] =>
  totalsCauses.map((cause) => {
    const count = causes[cause](input);
    if (count === null) return { cause, applies: 'unknown', count: 0 };
    return { cause, applies: count > 0 ? 'yes' : 'no', count };
  });
