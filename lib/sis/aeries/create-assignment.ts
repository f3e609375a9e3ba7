import { type LineItemPayload, SisError } from '../sis-client.ts';
import {
  type AssignmentDeps,
  fieldsOf,
  isThere,
  mustFit,
  readForm,
  readScores,
  writtenOf,
} from './assignments.ts';
import { gradebookOf, type KnownNumber, sameTitle } from './numbers.ts';
import type { ScoresPage } from './portal-messages.ts';

/** A create that was not answered may still take effect for this long (ms): the request's own limit, and some. */
const settleTime = 30_000;

/**
 * The number for a new assignment: the highest there is, or that we are about to take, and one. Throws ALREADY_IN_SIS
 * where one of the same title and day stands there that is not ours.
 */
export async function freeNumber(
  deps: AssignmentDeps,
  { classId, title, dueDate }: LineItemPayload,
  { assignments }: ScoresPage,
  signal?: AbortSignal,
): Promise<number> {
  const taken = await deps.numbers.takenIn(classId);
  const likely = assignments.filter((one) => !taken.has(one.number) && sameTitle(one.title, title));
  for (const { number } of likely) {
    const { due } = await readForm(deps, classId, number, signal);
    // One whose day cannot be read may well be the same: it is neither doubled nor written over.
    if (due === null || due === dueDate.slice(0, 10)) {
      throw new SisError({ code: 'ALREADY_IN_SIS', scope: 'item' });
    }
  }
  return Math.max(0, ...assignments.map(({ number }) => number), ...taken.keys()) + 1;
}

/**
 * What to do about an intent that the page does not show: its number where nobody has it, once a lost request can no
 * longer arrive (should it arrive all the same, it makes no second assignment); else another one.
 */
export async function numberAgain(
  deps: AssignmentDeps,
  payload: LineItemPayload,
  intent: Extract<KnownNumber, { kind: 'number-intent' }>,
  page: ScoresPage,
  signal?: AbortSignal,
): Promise<number> {
  if (page.assignments.some(({ number }) => number === intent.number)) {
    return freeNumber(deps, payload, page, signal);
  }
  const settled = intent.at + settleTime;
  if (deps.clock.now() >= settled) return intent.number;
  throw new SisError({ code: 'SIS_DOWN', scope: 'item', notBefore: settled });
}

/**
 * Makes an assignment (aeries.md 6): what is intended is on disk before the request goes out, and the gradebook's own
 * page, not the answer, says what came of it.
 */
export async function createAssignment(
  deps: AssignmentDeps,
  payload: LineItemPayload,
  number: number,
  signal?: AbortSignal,
): Promise<void> {
  const { classId, sourcedId } = payload;
  mustFit(await readForm(deps, classId, 0, signal), payload);
  const written = writtenOf(payload, number);
  await deps.numbers.set(sourcedId, { ...written, kind: 'number-intent', at: deps.clock.now() });
  const unanswered = await post(deps, payload, number, signal);
  const page = await readScores(deps, classId, signal);
  if (!isThere(page, written))
    throw unanswered ?? new SisError({ code: 'SIS_DOWN', scope: 'item' });
  await deps.numbers.set(sourcedId, { ...written, kind: 'numbered' });
}

/** Sends the create. null = it was answered; the error where it may have been made all the same. */
async function post(
  { portal, numbers }: AssignmentDeps,
  payload: LineItemPayload,
  number: number,
  signal?: AbortSignal,
): Promise<SisError | null> {
  const gradebook = gradebookOf(payload.classId);
  const fields = fieldsOf(payload);
  try {
    await portal.write({ verb: 'create', gradebook, assignment: number, fields }, signal);
    return null;
  } catch (error) {
    if (!(error instanceof SisError) || error.code === 'CANCELLED') throw error;
    if (!wasNotMade(error)) return error;
    await numbers.set(payload.sourcedId, null);
    throw error;
  }
}

/** Refused by one who had read it, or never sent: nothing can have come of it. */
const wasNotMade = ({ status, code }: SisError): boolean =>
  (status !== null && status >= 400 && status < 500 && status !== 408) ||
  code === 'SIS_TAB_MISSING' ||
  code === 'SIS_LAYOUT_CHANGED';
