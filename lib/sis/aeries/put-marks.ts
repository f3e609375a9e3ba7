import { type ResultOutcome, type ResultPayload, SisError } from '../sis-client.ts';
import { type AssignmentDeps, mustBeOurs, readForm, readScores } from './assignments.ts';
import { gradebookOf } from './numbers.ts';
import type { Gradebook, MarkCell, ScoresPage } from './portal-messages.ts';
import { permanentIdOf } from './student-id.ts';

export type MarkDeps = AssignmentDeps & {
  /** Resolves after the small gap that is left between two marks. */
  pause: () => Promise<void>;
};

type Cell = MarkCell & { stored: string };

/**
 * Puts marks of one line item, one after another and only where they differ, and then reads the page once: a mark is
 * done only when the page shows it, because nobody has written down what the answers mean (aeries.md 6). Rejects at the
 * first answer that is about more than one student; nothing is then counted as done.
 */
export async function putMarks(
  deps: MarkDeps,
  lineItemId: string,
  payloads: ResultPayload[],
  signal?: AbortSignal,
): Promise<ResultOutcome[]> {
  const known = await deps.numbers.get(lineItemId);
  if (known?.kind !== 'numbered') throw unknownAssignment();
  const { classId, number } = known;
  const page = await readScores(deps, classId, signal);
  await mustBeOurs(deps, known, page, signal);
  const school = await schoolOf(deps, classId, number, page, signal);
  const cells = payloads.map((payload) => cellOf(payload, number, school, page));
  const { errors, sent } = await sendMarks(deps, gradebookOf(classId), payloads, cells, signal);
  const after = sent ? await readScores(deps, classId, signal) : page;
  return payloads.map((payload, n) =>
    isShown(payload, number, after) ? 'done' : (errors[n] ?? ofScore('NOT_SHOWN_IN_SIS')),
  );
}

/** The line item was acknowledged, yet which assignment it became is lost. It is never guessed. */
const unknownAssignment = (): SisError =>
  new SisError({ code: 'CONFLICT', scope: 'item', detail: 'Its assignment is not known here' });

/** The gradebook's school: that of all its students, else as the form says. */
async function schoolOf(
  deps: MarkDeps,
  classId: string,
  number: number,
  { marks }: ScoresPage,
  signal?: AbortSignal,
): Promise<string> {
  const [only, second] = new Set(marks.map(({ school }) => school));
  if (only !== undefined && second === undefined) return only;
  return (await readForm(deps, classId, number, signal)).school;
}

/** Where a student's mark is written, or why it is not. */
function cellOf(
  { studentId }: ResultPayload,
  assignment: number,
  gradebookSchool: string,
  { students, marks }: ScoresPage,
): Cell | SisError {
  const student = students.find(({ permanentId }) => permanentId === permanentIdOf(studentId));
  const found = marks.find(
    (one) => one.assignment === assignment && one.student === student?.number,
  );
  if (!student || !found) return ofScore('STUDENT_NOT_ENROLLED');
  if (!student.active || !found.applicable || found.mark === 'N/A')
    return ofScore('NOT_APPLICABLE');
  const { school: studentSchool, mark: stored } = found;
  return { assignment, student: student.number, gradebookSchool, studentSchool, stored };
}

const ofScore = (
  code: SisError['code'],
  fields: { status?: number | null; detail?: string } = {},
) => new SisError({ code, scope: 'score', ...fields });

async function sendMarks(
  { portal, pause }: MarkDeps,
  gradebook: Gradebook,
  payloads: ResultPayload[],
  cells: (Cell | SisError)[],
  signal?: AbortSignal,
): Promise<{ errors: (SisError | null)[]; sent: boolean }> {
  const errors = cells.map((cell) => (cell instanceof SisError ? cell : null));
  let sent = false;
  for (const [n, payload] of payloads.entries()) {
    const cell = cells[n];
    const mark = markOf(payload);
    if (!cell || cell instanceof SisError || isMark(cell.stored, mark)) continue;
    if (sent) await pause();
    sent = true;
    const { stored: _, ...at } = cell;
    try {
      await portal.write({ verb: 'mark', gradebook, cell: at, mark }, signal);
    } catch (error) {
      if (!(error instanceof SisError) || error.scope === 'run') throw error;
      errors[n] = ofScore(error.code, error);
    }
  }
  return { errors, sent };
}

/** The number correct, or `MI`, which only a teacher's own setting lets through to here (aeries.md 7). */
const markOf = ({ score, missing }: ResultPayload): string => {
  if (score !== null) return String(score);
  if (missing) return 'MI';
  throw ofScore('REJECTED', { detail: 'Neither a number nor missing' });
};

/** "9.50" and "9.5" are one mark. */
const isMark = (stored: string, mark: string): boolean =>
  stored === mark || (stored !== '' && mark !== '' && Number(stored) === Number(mark));

function isShown(
  payload: ResultPayload,
  assignment: number,
  { students, marks }: ScoresPage,
): boolean {
  const student = students.find(
    ({ permanentId }) => permanentId === permanentIdOf(payload.studentId),
  );
  const shown = marks.find(
    (one) => one.assignment === assignment && one.student === student?.number,
  );
  return shown !== undefined && isMark(shown.mark, markOf(payload));
}
