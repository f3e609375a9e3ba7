import type { GradedItem, SectionSnapshot } from '../../model/graded-item.ts';
import type { Reason } from '../../model/reason.ts';
import { sisTitleOf, type TeacherSettings } from '../../model/teacher-settings.ts';
import type { Profile } from '../../sis/profile.ts';
import type { LinkRecord } from '../../storage/records.ts';
import { periodOn } from './landing.ts';

type LinkedSection = LinkRecord & { classId: string; schoolId: string };

/** What a line item is made of. `due` is an ISO instant on the teacher's calendar day. */
type Sendable = {
  kind: 'ok';
  link: LinkedSection;
  title: string;
  due: string;
  categoryId: string;
  gradingPeriodId: string | null;
  maxPoints: number;
};

type CheckInput = {
  link: LinkRecord | null;
  snapshot: Pick<SectionSnapshot, 'categories'>;
  profile: Profile;
  settings: TeacherSettings;
};

export type Checked = Sendable | { kind: 'skipped' | 'problem'; reason: Reason };

const skipped = (code: Reason['code']): Checked => ({ kind: 'skipped', reason: { code } });
const problem = (code: Reason['code'], params?: Reason['params']): Checked => ({
  kind: 'problem',
  reason: params ? { code, params } : { code },
});

/** Everything that can be known to fail, or to be pointless, before a request is made; the first finding is told. */
export function checkItem(
  item: GradedItem,
  input: CheckInput,
  duplicates: ReadonlySet<string>,
): Checked {
  const { link, profile, settings } = input;
  if (item.categoryId === null) return skipped('NOT_GRADED');
  if (!item.countsInGrade) return skipped('NOT_IN_GRADE');
  if (!item.published) return skipped('NOT_PUBLISHED');
  if (!isLinked(link)) return problem('SECTION_NOT_LINKED');
  const title = sisTitleOf(item, settings);
  const badTitle = checkTitle(title, profile);
  if (badTitle) return badTitle;
  if (duplicates.has(item.itemId)) return problem('TITLE_DUPLICATE');
  const category = link.categories[item.categoryId];
  if (!category) return problem('CATEGORY_UNMAPPED', { category: nameOf(item.categoryId, input) });
  const { points: maxPoints } = item;
  // OneRoster wants points possible above 0, also of an item whose points are all extra (oneroster.md 5).
  if (maxPoints === null) return problem('POINTS_MISSING');
  if (maxPoints <= 0) return problem('POINTS_ZERO');
  if (profile.wholePoints && !Number.isInteger(maxPoints)) return problem('POINTS_NOT_WHOLE');
  return checkDue(item, { link, title, categoryId: category.sisId, maxPoints });
}

const nameOf = (categoryId: string, { snapshot }: CheckInput): string =>
  snapshot.categories.find(({ id }) => id === categoryId)?.title ?? categoryId;

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
  sendable: Pick<Sendable, 'link' | 'title' | 'categoryId' | 'maxPoints'>,
): Checked {
  const { link } = sendable;
  if (due === null) return problem('DUE_DATE_MISSING');
  if ('unreadable' in due) return problem('DUE_DATE_UNREADABLE', { text: due.unreadable });
  const outside = checkTerm(due.day, link);
  if (outside) return outside;
  const period = periodOn(link.periods, due.day);
  if (link.periods.length > 0 && !period) return problem('PERIOD_UNKNOWN', { date: due.day });
  return { kind: 'ok', ...sendable, due: noon(due.day), gradingPeriodId: period?.id ?? null };
}

/** The class runs in none of its terms on that day. Terms whose dates the SIS does not tell prove nothing. */
function checkTerm(day: string, { terms = [], termIds }: LinkedSection): Checked | null {
  const [first] = terms;
  if (!first || terms.length < termIds.length) return null;
  if (terms.some(({ startDate, endDate }) => startDate <= day && day <= endDate)) return null;
  return problem('DUE_DATE_OUTSIDE_TERM', {
    date: day,
    term: terms.map(({ title }) => title).join(', '),
    from: terms.map(({ startDate }) => startDate).toSorted()[0] ?? first.startDate,
    to:
      terms
        .map(({ endDate }) => endDate)
        .toSorted()
        .at(-1) ?? first.endDate,
  });
}

/**
 * SIS gradebooks keep a due day and OneRoster carries an instant. 11:59 pm in New York is the next day in UTC, so a
 * SIS that cuts off the time would move the item a day (and perhaps a quarter) on. Noon UTC is the same calendar day
 * from Hawaii to Berlin, whether the SIS cuts or converts.
 */
const noon = (day: string): string => `${day}T12:00:00.000Z`;
