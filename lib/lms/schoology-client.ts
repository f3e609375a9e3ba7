import type {
  Exception,
  GradedItem,
  GradingPeriod,
  ItemKind,
  Member,
  Score,
  Section,
  SectionSnapshot,
} from '../model/graded-item.ts';
import { type DateContext, dueReader } from './due-date.ts';
import { readAccount } from './page-settings.ts';
import {
  type Cell,
  coursesAnswer,
  gradesAnswer,
  headerAnswer,
  type ItemData,
  membersAnswer,
} from './schemas.ts';
import type { Feed } from './schoology-feed.ts';

/** Keeps the URL of one request for cells well under 8 KB. */
const itemsPerRequest = 100;
const studentsPerRequest = 200;

/** The sections of the signed-in user, in Schoology's order (`/iapi2/site-navigation/courses`). */
export async function listSections(feed: Feed): Promise<Section[]> {
  const answer = await feed.json(
    '/iapi2/site-navigation/courses?includeAll=1',
    'courses',
    coursesAnswer,
  );
  return answer.data.courses.map(({ nid, courseTitle, sectionTitle }) => ({
    origin: feed.origin,
    sectionId: nid,
    title: [courseTitle, sectionTitle].filter(Boolean).join(': '),
  }));
}

/**
 * Reads a section whole: graded items of all grading periods, roster, scores and exceptions. Rejects with LmsError;
 * there is no partial snapshot.
 */
export async function readSection(feed: Feed, section: Section): Promise<SectionSnapshot> {
  const [account, members, header] = await Promise.all([
    readAccount(feed),
    readMembers(feed, section.sectionId),
    readHeader(feed, section.sectionId),
  ]);
  const periods = realPeriods(header.grading_periods);
  // The header answers for the current grading period only; the others are asked for one by one.
  const others = periods.filter(({ id }) => id !== header.grading_period?.id);
  const headers = await Promise.all(
    others.map(({ id }) => readHeader(feed, section.sectionId, id)),
  );
  const items = toItems(section, [header, ...headers], account);
  const students = members.filter(({ role, active }) => role === 'student' && active);
  return {
    section,
    items,
    categories: header.grading_categories.filter(({ id }) => /^\d+$/.test(id)),
    periods,
    members,
    scores: await readScores(feed, section.sectionId, items, students),
  };
}

type Header = Awaited<ReturnType<typeof readHeader>>;

async function readHeader(feed: Feed, sectionId: string, periodId?: string) {
  const path = `/iapi/grades/grader_header_data/${sectionId}${periodId ? `/${periodId}` : ''}`;
  return (await feed.json(path, 'gradebook', headerAnswer)).body;
}

/** Pseudo entries ("all", "summary") have no numeric id. */
const realPeriods = (periods: GradingPeriod[]): GradingPeriod[] =>
  periods.filter(({ id }) => /^\d+$/.test(id) && id !== '0');

async function readMembers(feed: Feed, sectionId: string): Promise<Member[]> {
  const path = `/iapi/enrollment/member_enrollments/course/${sectionId}`;
  const { body } = await feed.json(path, 'roster', membersAnswer);
  return Object.values(body).map((row) => ({
    uid: row.uid,
    enrollmentId: row.id,
    role: row.type === '2' ? 'student' : row.type === '1' ? 'teacher' : 'other',
    active: row.status === '1',
    schoolUid: row.school_uid,
    name: [
      (row.use_preferred_first_name && row.name_first_preferred) || row.name_first,
      row.name_last,
    ].join(' '),
  }));
}

/** A key `gp-<n>` is a column of a grading period, not an item. */
const isItem = (itemId: string): boolean => /^\d+$/.test(itemId);

function toItems(section: Section, headers: Header[], dates: DateContext): GradedItem[] {
  const items = new Map<string, GradedItem>();
  const readDue = dueReader(dates);
  for (const { grade_item_data: data } of headers) {
    for (const [itemId, row] of Object.entries(data)) {
      if (isItem(itemId)) items.set(itemId, toItem(section, itemId, row, readDue));
    }
  }
  return [...items.values()];
}

const toItem = (
  { origin, sectionId }: Section,
  itemId: string,
  row: ItemData,
  readDue: ReturnType<typeof dueReader>,
): GradedItem => ({
  origin,
  sectionId,
  itemId,
  title: row.title.trim(),
  kind: kindOf(row),
  categoryId: realId(row.grading_category_id),
  periodId: realId(row.grading_period_id),
  due: readDue(row.due_date_text),
  points: row.max_points,
  published: row.status !== 2,
  countsInGrade: !row.exclude_from_grade,
  ...(row.factor !== null && { factor: row.factor }),
  ...(isScale(row.grading_scale_id) && { scale: row.scale_title || row.grading_scale_id }),
});

/** `0` is "Numeric" (schoology facts 3.2); everything else is a scale of letters or a rubric. */
const isScale = (id: string): boolean => id !== '' && id !== '0';

const realId = (id: string | null | undefined): string | null => (id && id !== '0' ? id : null);

function kindOf(row: ItemData): ItemKind {
  if (row.is_discussion) return 'discussion';
  if (row.has_assessment) return 'assessment';
  if (row.is_lti_assignment) return 'external-tool';
  return row.is_grade_column ? 'grade-column' : 'assignment';
}

async function readScores(
  feed: Feed,
  sectionId: string,
  items: GradedItem[],
  students: Member[],
): Promise<Score[]> {
  const uids = chunks(
    students.map(({ uid }) => uid),
    studentsPerRequest,
  );
  const nids = chunks(
    items.map(({ itemId }) => itemId),
    itemsPerRequest,
  );
  const requests = uids.flatMap((u) => nids.map((n) => readCells(feed, sectionId, u, n)));
  return (await Promise.all(requests)).flat();
}

/** `all` reaches the items outside the current grading period; without both lists the answer is empty. */
async function readCells(
  feed: Feed,
  sectionId: string,
  uids: string[],
  nids: string[],
): Promise<Score[]> {
  const query = new URLSearchParams({ uids: uids.join(), grade_item_nids: nids.join() });
  const path = `/iapi/grades/grader_grade_data/${sectionId}/all?${query}`;
  const { body } = await feed.json(path, 'grades', gradesAnswer);
  return Object.values(body.grades).flatMap((row) => Object.values(row).flatMap(toScore));
}

const exceptionCodes: Record<number, Exception> = { 1: 'excused', 2: 'incomplete', 3: 'missing' };

function toScore(row: Cell): Score[] {
  if (row.not_assigned) return [];
  // An exception this code does not know must not pass for a plain score, nor for nothing.
  const exception = row.exception ? (exceptionCodes[row.exception] ?? 'other') : null;
  const points = typeof row.grade === 'number' ? row.grade : null;
  return [
    {
      uid: row.uid,
      itemId: row.grade_item_nid,
      points,
      exception,
      ...(row.grade === 'not numeric' && { notNumeric: true }),
      ...(row.submission !== '' && { submitted: true }),
    },
  ];
}

const chunks = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
