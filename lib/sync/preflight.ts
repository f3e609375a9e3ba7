import type { GradedItem, SectionSnapshot } from '../model/graded-item.ts';
import type { Reason } from '../model/reason.ts';
import type { Profile } from '../sis/profile.ts';
import type { SisGradingPeriod } from '../sis/sis-client.ts';
import type { LinkRecord } from '../storage/records.ts';

type LinkedSection = LinkRecord & { classId: string; schoolId: string };

/** Where an item will land in the SIS. `due` is an ISO instant on the teacher's calendar day. */
type Landing = {
  kind: 'ok';
  link: LinkedSection;
  due: string;
  categoryId: string;
  gradingPeriodId: string | null;
  maxPoints: number;
};

type CheckInput = {
  link: LinkRecord | null;
  snapshot: Pick<SectionSnapshot, 'categories'>;
  profile: Profile;
};

export type Checked = Landing | { kind: 'skipped' | 'problem'; reason: Reason };

const skipped = (code: Reason['code']): Checked => ({ kind: 'skipped', reason: { code } });
const problem = (code: Reason['code'], params?: Reason['params']): Checked => ({
  kind: 'problem',
  reason: params ? { code, params } : { code },
});

/** Everything that can be known to fail, or to be pointless, before a request is made; the first finding is told. */
export function checkItem(
  item: GradedItem,
  { link, snapshot, profile }: CheckInput,
  duplicates: ReadonlySet<string>,
): Checked {
  if (item.categoryId === null) return skipped('NOT_GRADED');
  if (!item.countsInGrade) return skipped('NOT_IN_GRADE');
  if (!item.published) return skipped('NOT_PUBLISHED');
  if (!isLinked(link)) return problem('SECTION_NOT_LINKED');
  const title = checkTitle(item.title, profile);
  if (title) return title;
  if (duplicates.has(item.itemId)) return problem('TITLE_DUPLICATE');
  const { categoryId } = item;
  const category = link.categories[categoryId];
  if (!category) {
    const name = snapshot.categories.find(({ id }) => id === categoryId)?.title ?? categoryId;
    return problem('CATEGORY_UNMAPPED', { category: name });
  }
  if (item.points === null || item.points <= 0) return problem('POINTS_MISSING');
  if (profile.wholePoints && !Number.isInteger(item.points)) return problem('POINTS_NOT_WHOLE');
  return checkDue(item, link, category.sisId, item.points);
}

/** Whether it is in the grade at all: what is not is never sent, so nothing can be mistaken for it. */
export const isGraded = ({ categoryId, countsInGrade, published }: GradedItem): boolean =>
  categoryId !== null && countsInGrade && published;

const isLinked = (link: LinkRecord | null): link is LinkedSection =>
  link !== null && link.classId !== null && link.schoolId !== null;

function checkTitle(title: string, { titleMax }: Profile): Checked | null {
  if (title === '') return problem('TITLE_EMPTY');
  const length = [...title].length;
  if (titleMax !== null && length > titleMax) {
    return problem('TITLE_TOO_LONG', { n: length, max: titleMax });
  }
  return null;
}

function checkDue(
  { due }: GradedItem,
  link: LinkedSection,
  categoryId: string,
  maxPoints: number,
): Checked {
  if (due === null) return problem('DUE_DATE_MISSING');
  if ('unreadable' in due) return problem('DUE_DATE_UNREADABLE', { text: due.unreadable });
  const period = periodOn(link.periods, due.day);
  if (link.periods.length > 0 && !period) return problem('PERIOD_UNKNOWN', { date: due.day });
  return {
    kind: 'ok',
    link,
    due: noon(due.day),
    categoryId,
    gradingPeriodId: period?.id ?? null,
    maxPoints,
  };
}

/**
 * SIS gradebooks keep a due day and OneRoster carries an instant. 11:59 pm in New York is the next day in UTC, so a
 * SIS that cuts off the time would move the item a day (and perhaps a quarter) on. Noon UTC is the same calendar day
 * from Hawaii to Berlin, whether the SIS cuts or converts.
 */
const noon = (day: string): string => `${day}T12:00:00.000Z`;

/** The grading period that holds a day; the shortest one where periods lie inside one another. */
const periodOn = (periods: SisGradingPeriod[], day: string): SisGradingPeriod | undefined =>
  periods
    .filter(({ startDate, endDate }) => startDate <= day && day <= endDate)
    .toSorted((a, b) => length(a) - length(b))[0];

const length = ({ startDate, endDate }: SisGradingPeriod): number =>
  Date.parse(endDate) - Date.parse(startDate);
