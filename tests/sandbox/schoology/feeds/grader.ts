import type { Lms } from '../lms.ts';
import type { Item, Section } from '../model.ts';
import { displayName, gradedItemsOf, studentsOf } from '../state.ts';
import { feedGrades } from './grade-cells.ts';
import { gradeItemData, periodColumn } from './grade-items.ts';
import { phpMap } from './php-map.ts';

/** The gradebook's invented pupil: in every list, in no roster. */
const sampleUid = 'sample_1';

const overall = { display: '90%', numeric: 90, scaled: 'A-' };

type UserData = Record<string, unknown>;

/** `user_data`: keyed by enrollment id, or by uid (both have been reported; a switch of the sandbox). */
function userData(
  { state, switches }: Lms,
  sectionId: string,
  uids: string[],
): [string, UserData][] {
  return uids.flatMap((uid): [string, UserData][] => {
    const person = state.people.get(uid);
    const enrollment = state.enrollments.find((e) => e.uid === uid && e.sectionId === sectionId);
    if (!person || !enrollment) return [];
    const data = {
      enrollment_id: enrollment.id,
      name: displayName(person),
      name_last_first: `${person.last}, ${person.preferred || person.first}`,
      school_uid: person.schoolUid,
      picture: '/sandbox/course.svg',
      grades: { gp: overall, overall, overall_override: null },
    };
    return [[switches.userDataKey === 'uid' ? uid : enrollment.id, data]];
  });
}

const sampleUser: [string, UserData] = [
  sampleUid,
  {
    enrollment_id: sampleUid,
    name: 'Sample Student',
    name_last_first: 'Student, Sample',
    school_uid: '',
    picture: '',
    grades: {},
  },
];

/** Items of a period; those without a period belong to every one. */
const itemsIn = ({ state }: Lms, sectionId: string, periodId: string): Item[] =>
  gradedItemsOf(state, sectionId).filter(
    (item) => item.periodId === periodId || item.periodId === '0',
  );

/** `grader_header_data`: one grading period, the current one unless named (schoology facts 5.6). */
export function graderHeaderData(
  lms: Lms,
  section: Section,
  periodId: string,
): Record<string, unknown> {
  const { state } = lms;
  const items = itemsIn(lms, section.sectionId, periodId);
  const uids = studentsOf(state, section.sectionId);
  const title = state.periods.find(({ id }) => id === periodId)?.title ?? '';
  return {
    uids: [...uids.map(Number), sampleUid],
    grade_item_nids: [...items.map(({ nid }) => Number(nid)), `gp-${periodId}`],
    grading_period: { id: periodId, title },
    grading_periods: state.periods.map((period) => ({
      id: Number(period.id),
      title: period.title,
    })),
    grading_categories: [
      { id: 'all', title: 'All Categories' },
      { id: 'summary', title: 'Summary' },
      ...section.categories.map((category) => ({ ...category, id: Number(category.id) })),
    ],
    grading_groups: [],
    user_data: phpMap([...userData(lms, section.sectionId, uids), sampleUser]),
    grade_item_data: {
      ...gradeItemData(items, section),
      [`gp-${periodId}`]: periodColumn(periodId, title),
    },
    grades: feedGrades(state, [...uids, sampleUid], items),
    grading_scale: {},
    realm_settings: { grading_period_rounding: 0 },
  };
}

export type GradeQuery = { periodId: string; uids: string[]; nids: string[]; withItems: boolean };

/** `grader_grade_data`: the cells asked for, of a period or of `all`; empty unless both lists are given. */
export function graderGradeData(
  lms: Lms,
  section: Section,
  query: GradeQuery,
): Record<string, unknown> {
  const wanted = new Set(query.uids.length > 0 ? query.nids : []);
  const pool =
    query.periodId === 'all'
      ? gradedItemsOf(lms.state, section.sectionId)
      : itemsIn(lms, section.sectionId, query.periodId);
  const items = pool.filter(({ nid }) => wanted.has(nid));
  return {
    grades: feedGrades(lms.state, items.length > 0 ? query.uids : [], items),
    ...(query.withItems && { grade_item_data: gradeItemData(items, section) }),
  };
}
