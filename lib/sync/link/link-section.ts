import type { GradingCategory, SectionSnapshot } from '../../model/graded-item.ts';
import type { SisCategory, SisClass, SisClient } from '../../sis/sis-client.ts';
import type { LinkRecord } from '../../storage/records.ts';
import {
  type ClassCandidate,
  chooseClass,
  joinByHand,
  matchCategories,
  matchStudents,
} from './match.ts';

/**
 * Finds what the SIS knows of a section: its class, students, categories and grading periods. What was matched before
 * is kept by its ids, so a new name on either side loses nothing; what is certain is matched; the rest is left open for
 * the teacher.
 *
 * Rejects with SisError. `teacherEmail` finds the teacher where Schoology has no district id for them; `elsewhere` =
 * Schoology category id to SIS category id, as the teacher matched them in other sections: linked sections share their
 * categories (inferred from facts 7.3), so they are set up once.
 */
export async function linkSection(
  snapshot: SectionSnapshot,
  sis: SisClient,
  before: LinkRecord | null,
  options: { teacherEmail: string; now: number; elsewhere: Readonly<Record<string, string>> },
): Promise<LinkRecord> {
  const classes = await classesOfTeachers(snapshot, sis, options.teacherEmail);
  const kept = classes.find(({ id }) => id === before?.classId);
  const candidates = kept
    ? [{ sisClass: kept, students: await sis.listStudents(kept.id) }]
    : await withStudents(classes, sis);
  const chosen = kept
    ? (candidates[0] ?? null)
    : chooseClass(snapshot.section.title, snapshot.members, candidates);
  return {
    origin: snapshot.section.origin,
    sectionId: snapshot.section.sectionId,
    ...classFields(chosen, snapshot, before),
    automatic: kept ? (before?.automatic ?? false) : chosen !== null,
    classOptions: classes.map(({ id, title }) => ({ id, title })),
    ...(await gradebookFields(chosen?.sisClass ?? null, snapshot, sis, {
      before,
      elsewhere: options.elsewhere,
    })),
    readAt: options.now,
  };
}

async function classesOfTeachers(
  { members }: SectionSnapshot,
  sis: SisClient,
  email: string,
): Promise<SisClass[]> {
  const identifiers = members
    .filter(({ role, active, schoolUid }) => role === 'teacher' && active && schoolUid !== '')
    .map(({ schoolUid }) => schoolUid);
  if (email) identifiers.push(email);
  const teachers = (await Promise.all(identifiers.map((id) => sis.findTeachers(id)))).flat();
  const ids = [...new Set(teachers.map(({ id }) => id))];
  const classes = (await Promise.all(ids.map((id) => sis.listClassesOfTeacher(id)))).flat();
  return [...new Map(classes.map((sisClass) => [sisClass.id, sisClass])).values()];
}

const withStudents = (classes: SisClass[], sis: SisClient): Promise<ClassCandidate[]> =>
  Promise.all(
    classes.map(async (sisClass) => ({ sisClass, students: await sis.listStudents(sisClass.id) })),
  );

const classFields = (
  chosen: ClassCandidate | null,
  { members }: SectionSnapshot,
  before: LinkRecord | null,
) => ({
  classId: chosen?.sisClass.id ?? null,
  classTitle: chosen?.sisClass.title ?? null,
  schoolId: chosen?.sisClass.schoolId ?? null,
  termIds: chosen?.sisClass.termIds ?? [],
  ...(chosen
    ? joinByHand(matchStudents(members, chosen.students), stillEnrolled(before, chosen))
    : { students: {}, unmatched: [], studentsByHand: before?.studentsByHand ?? {} }),
});

/** What the teacher joined by hand, without students who have left the SIS class. */
function stillEnrolled(before: LinkRecord | null, { students }: ClassCandidate) {
  const roster = new Set(students.map(({ id }) => id));
  const byHand = Object.entries(before?.studentsByHand ?? {});
  return Object.fromEntries(byHand.filter(([, id]) => roster.has(id)));
}

type Earlier = { before: LinkRecord | null; elsewhere: Readonly<Record<string, string>> };

async function gradebookFields(
  sisClass: SisClass | null,
  { categories }: SectionSnapshot,
  sis: SisClient,
  earlier: Earlier,
): Promise<Pick<LinkRecord, 'categories' | 'sisCategories' | 'periods' | 'terms'>> {
  if (!sisClass) {
    const chosenBefore = Object.entries(earlier.before?.categories ?? {});
    const byHand = chosenBefore.filter(([, { automatic }]) => !automatic);
    return { categories: Object.fromEntries(byHand), sisCategories: [], periods: [] };
  }
  const [sisCategories, periods, terms] = await Promise.all([
    sis.listCategories(sisClass.id),
    Promise.all(sisClass.termIds.map((term) => sis.listGradingPeriods(term))),
    Promise.all(sisClass.termIds.map((term) => sis.findTerm(term))),
  ]);
  return {
    categories: categoryFields(categories, sisCategories, earlier),
    sisCategories,
    periods: [...new Map(periods.flat().map((period) => [period.id, period])).values()],
    terms: terms.filter((term) => term !== null),
  };
}

/** By hand or earlier, as long as the SIS still has it; else as in another section; else by equal titles. */
function categoryFields(
  categories: GradingCategory[],
  sisCategories: SisCategory[],
  { before, elsewhere }: Earlier,
): LinkRecord['categories'] {
  const exists = new Set(sisCategories.map(({ id }) => id));
  const byTitle = matchCategories(categories, sisCategories);
  const matches: LinkRecord['categories'] = {};
  for (const { id } of categories) {
    const kept = before?.categories[id];
    const found = [elsewhere[id], byTitle[id]].find((it) => it !== undefined && exists.has(it));
    if (kept && exists.has(kept.sisId)) matches[id] = kept;
    else if (found !== undefined) matches[id] = { sisId: found, automatic: true };
  }
  return matches;
}
