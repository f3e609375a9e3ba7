import type { SisClient, SisGradingPeriod, SisLineItem, SisResult } from '../sis-client.ts';
import { type AssignmentDeps, readScores } from './assignments.ts';
import { classIdOf, gradebookOf } from './numbers.ts';
import type { ScoresPage, SettingsPage } from './portal-messages.ts';
import { gradebooksPage, settingsPage } from './replies.ts';
import { studentIdOf } from './student-id.ts';

type Lists = Omit<SisClient, 'putLineItem' | 'putResult' | 'putResults'>;

/**
 * What the portal shows to the teacher who is signed in. A class is a gradebook in one term, and is its own term.
 * Schools have no id here, and students no name: no client has shown where the page has it.
 */
export function createLists(deps: AssignmentDeps): Lists {
  const settings = (classId: string, signal?: AbortSignal): Promise<SettingsPage> =>
    deps.portal.read(settingsPage, { verb: 'settings', gradebook: gradebookOf(classId) }, signal);
  return {
    findTeachers: async () => [{ id: 'signed-in', identifiers: [], name: '' }],
    async listClassesOfTeacher(_teacherId, signal) {
      const page = await deps.portal.read(gradebooksPage, { verb: 'gradebooks' }, signal);
      return page.gradebooks.map((gradebook) => {
        const id = classIdOf(gradebook);
        return { id, title: gradebook.name || id, schoolId: '', termIds: [id] };
      });
    },
    async listStudents(classId, signal) {
      const { students } = await readScores(deps, classId, signal);
      return students.filter(({ active }) => active).map(userOf);
    },
    listCategories: async (classId, signal) => categoriesIn(await settings(classId, signal)),
    async listGradingPeriods(classId, signal) {
      return termsIn(await settings(classId, signal), gradebookOf(classId).term);
    },
    async findTerm(classId, signal) {
      const [own] = termsIn(await settings(classId, signal), gradebookOf(classId).term);
      return own ?? null;
    },
    async listLineItems(classId, signal) {
      const page = await readScores(deps, classId, signal);
      return lineItemsIn(page, await deps.numbers.takenIn(classId));
    },
    async listResults(classId, signal) {
      const page = await readScores(deps, classId, signal);
      return resultsIn(page, await deps.numbers.takenIn(classId));
    },
  };
}

/** Schoology's `school_uid` is STU.ID in one district, and ends in it in another (aeries.md 5, inferred). */
const userOf = ({ permanentId }: ScoresPage['students'][number]) => ({
  id: studentIdOf(permanentId),
  identifiers: [],
  readings: {
    whole: { of: 'whole' as const, id: permanentId },
    lastDigits: { of: 'last-digits' as const, id: permanentId },
  },
  name: '',
});

/** Each twice, in Aeries' own words: which type is meant is never guessed, so no title is equal to Schoology's. */
const categoriesIn = ({ categories }: SettingsPage) =>
  categories.flatMap(({ id, name }) => [
    { id: `${id}/F`, title: `${name} (Formative)` },
    { id: `${id}/S`, title: `${name} (Summative)` },
  ]);

const day = 24 * 60 * 60_000;
/** No term is longer. */
const year = 365 * day;

/** The page names only the last day: a term begins when the one before has ended. */
function termsIn({ terms }: SettingsPage, letter: string): SisGradingPeriod[] {
  const inOrder = terms.toSorted((a, b) => (a.end < b.end ? -1 : 1));
  return inOrder.flatMap(({ letter: own, name, end }, n) => {
    if (own !== letter) return [];
    const before = inOrder[n - 1];
    const start = before ? Date.parse(before.end) + day : Date.parse(end) - year;
    const startDate = new Date(start).toISOString().slice(0, 10);
    return [{ id: own, title: name, startDate, endDate: end }];
  });
}

const idOf = (number: number, ours: ReadonlyMap<number, string>): string =>
  ours.get(number) ?? String(number);

const lineItemsIn = (
  { assignments }: ScoresPage,
  ours: ReadonlyMap<number, string>,
): SisLineItem[] =>
  assignments.map(({ number, title, points }) => ({
    id: idOf(number, ours),
    title,
    // The page shows no due day, and of the category its name alone.
    dueDay: null,
    points,
    categoryId: null,
  }));

/** Blank marks come into being with the assignment: they are no results (aeries.md 6). */
function resultsIn(
  { students, marks }: ScoresPage,
  ours: ReadonlyMap<number, string>,
): SisResult[] {
  const permanentIds = new Map(students.map((one) => [one.number, one.permanentId]));
  return marks.flatMap(({ assignment, student, mark }) => {
    const permanentId = permanentIds.get(student);
    if (permanentId === undefined || mark === '' || mark === 'N/A') return [];
    const score = Number(mark);
    return [
      {
        id: `${assignment}:${student}`,
        lineItemId: idOf(assignment, ours),
        studentId: studentIdOf(permanentId),
        scoreStatus: '',
        score: Number.isFinite(score) ? score : null,
        missing: mark === 'MI',
        incomplete: false,
      },
    ];
  });
}
