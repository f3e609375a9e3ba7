import { type LineItemPayload, SisError } from '../sis-client.ts';
import {
  type AssignmentDeps,
  fieldsOf,
  isThere,
  mustBeOurs,
  mustFit,
  readForm,
  readScores,
  writtenOf,
} from './assignments.ts';
import { createAssignment, freeNumber, numberAgain } from './create-assignment.ts';
import { gradebookOf, type KnownNumber } from './numbers.ts';
import type { ScoresPage } from './portal-messages.ts';

/**
 * Makes the assignment of a line item, or brings title, due day, points and category of the one that is there to what
 * the line item says. Resolves when the gradebook's own page shows it; rejects with SisError.
 */
export async function putAssignment(
  deps: AssignmentDeps,
  payload: LineItemPayload,
  signal?: AbortSignal,
): Promise<void> {
  const page = await readScores(deps, payload.classId, signal);
  const known = await deps.numbers.get(payload.sourcedId);
  if (known === null) {
    const number = await freeNumber(deps, payload, page, signal);
    await createAssignment(deps, payload, number, signal);
  } else if (known.kind === 'number-intent' && !isThere(page, known)) {
    const number = await numberAgain(deps, payload, known, page, signal);
    await createAssignment(deps, payload, number, signal);
  } else {
    await mustBeOurs(deps, known, page, signal);
    await updateAssignment(deps, payload, known, page, signal);
  }
}

async function updateAssignment(
  deps: AssignmentDeps,
  payload: LineItemPayload,
  known: KnownNumber,
  before: ScoresPage,
  signal?: AbortSignal,
): Promise<void> {
  const { number, title, dueDay, points, categoryId, classId } = known;
  const written = writtenOf(payload, number);
  const isSame =
    title === written.title &&
    dueDay === written.dueDay &&
    points === written.points &&
    categoryId === written.categoryId &&
    isShown(before, written);
  if (!isSame) {
    mustFit(await readForm(deps, classId, number, signal), payload);
    const gradebook = gradebookOf(classId);
    const fields = fieldsOf(payload);
    await deps.portal.write({ verb: 'update', gradebook, assignment: number, fields }, signal);
    if (!isShown(await readScores(deps, classId, signal), written)) throw notShown();
  }
  await deps.numbers.set(payload.sourcedId, { ...written, kind: 'numbered' });
}

const isShown = (
  page: ScoresPage,
  written: { number: number; title: string; points: number },
): boolean =>
  isThere(page, written) &&
  page.assignments.some(
    ({ number, points }) => number === written.number && points === written.points,
  );

/** Aeries said yes, and its page says otherwise: that is no yes. */
const notShown = (): SisError => new SisError({ code: 'NOT_SHOWN_IN_SIS', scope: 'item' });
