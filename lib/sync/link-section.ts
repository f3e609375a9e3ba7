import type { SectionSnapshot } from '../model/graded-item.ts';
import type { SisClass, SisClient } from '../sis/sis-client.ts';
import type { LinkRecord } from '../storage/records.ts';
import { type ClassCandidate, chooseClass, matchCategories, matchStudents } from './match.ts';

/**
 * Finds what the SIS knows of a section: its class, students, categories and grading periods. A class or category
 * the teacher chose before is kept; what is certain is matched; the rest is left open for the teacher.
 *
 * Rejects with SisError. `teacherEmail` finds the teacher where Schoology has no district id for them.
 */
export async function linkSection(
  snapshot: SectionSnapshot,
  sis: SisClient,
  before: LinkRecord | null,
  options: { teacherEmail: string; now: number },
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
    ...classFields(chosen, snapshot),
    automatic: kept ? (before?.automatic ?? false) : chosen !== null,
    classOptions: classes.map(({ id, title }) => ({ id, title })),
    ...(await gradebookFields(chosen?.sisClass ?? null, snapshot, sis, before)),
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

const classFields = (chosen: ClassCandidate | null, { members }: SectionSnapshot) => ({
  classId: chosen?.sisClass.id ?? null,
  classTitle: chosen?.sisClass.title ?? null,
  schoolId: chosen?.sisClass.schoolId ?? null,
  termIds: chosen?.sisClass.termIds ?? [],
  ...(chosen ? matchStudents(members, chosen.students) : { students: {}, unmatched: [] }),
});

async function gradebookFields(
  sisClass: SisClass | null,
  { categories }: SectionSnapshot,
  sis: SisClient,
  before: LinkRecord | null,
): Promise<Pick<LinkRecord, 'categories' | 'sisCategories' | 'periods'>> {
  const chosenBefore = Object.entries(before?.categories ?? {}).filter(([, c]) => !c.automatic);
  if (!sisClass) {
    return { categories: Object.fromEntries(chosenBefore), sisCategories: [], periods: [] };
  }
  const [sisCategories, periods] = await Promise.all([
    sis.listCategories(sisClass.id),
    Promise.all(sisClass.termIds.map((term) => sis.listGradingPeriods(term))),
  ]);
  const exists = new Set(sisCategories.map(({ id }) => id));
  const certain = Object.entries(matchCategories(categories, sisCategories)).map(
    ([id, sisId]) => [id, { sisId, automatic: true }] as const,
  );
  const stillThere = chosenBefore.filter(([, { sisId }]) => exists.has(sisId));
  return {
    categories: Object.fromEntries([...certain, ...stillThere]),
    sisCategories,
    periods: [...new Map(periods.flat().map((period) => [period.id, period])).values()],
  };
}
