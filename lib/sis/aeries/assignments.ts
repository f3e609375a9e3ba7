import type { Clock } from '../../model/clock.ts';
import { type LineItemPayload, SisError } from '../sis-client.ts';
import type { Portal } from './ask.ts';
import {
  type AssignmentNumbers,
  categoryOf,
  gradebookOf,
  sameTitle,
  type Written,
} from './numbers.ts';
import type { AssignmentFields, AssignmentPage, ScoresPage } from './portal-messages.ts';
import { assignmentPage, scoresPage } from './replies.ts';

export type AssignmentDeps = { portal: Portal; numbers: AssignmentNumbers; clock: Clock };

export const readScores = (
  { portal }: Pick<AssignmentDeps, 'portal'>,
  classId: string,
  signal?: AbortSignal,
): Promise<ScoresPage> =>
  portal.read(scoresPage, { verb: 'scores', gradebook: gradebookOf(classId) }, signal);

/** The form of an assignment; 0 = a new one's. */
export const readForm = (
  { portal }: Pick<AssignmentDeps, 'portal'>,
  classId: string,
  assignment: number,
  signal?: AbortSignal,
): Promise<AssignmentPage> =>
  portal.read(
    assignmentPage,
    { verb: 'assignment', gradebook: gradebookOf(classId), assignment },
    signal,
  );

/** Whether the assignment of a number is there under a title. */
export const isThere = (
  { assignments }: ScoresPage,
  { number, title }: { number: number; title: string },
): boolean => assignments.some((one) => one.number === number && sameTitle(one.title, title));

/**
 * Numbers are small and may be used again: the one that is kept must still have the title we gave it, or be due on the
 * day we gave it (the teacher may have renamed it). Throws ITEM_REMOVED_IN_SIS otherwise.
 */
export async function mustBeOurs(
  deps: Pick<AssignmentDeps, 'portal'>,
  { classId, number, title, dueDay }: Written,
  page: ScoresPage,
  signal?: AbortSignal,
): Promise<void> {
  if (isThere(page, { number, title })) return;
  const isTaken = page.assignments.some((one) => one.number === number);
  const due = isTaken ? (await readForm(deps, classId, number, signal)).due : null;
  if (due !== dueDay) throw new SisError({ code: 'ITEM_REMOVED_IN_SIS', scope: 'item' });
}

export const writtenOf = (payload: LineItemPayload, number: number): Written => ({
  classId: payload.classId,
  number,
  title: payload.title,
  dueDay: payload.dueDate.slice(0, 10),
  points: payload.maxPoints,
  categoryId: payload.categoryId,
});

/** Assigned on the due day or before: what comes after it Aeries does not take. */
export const fieldsOf = (payload: LineItemPayload): AssignmentFields => ({
  title: payload.title,
  assigned: [payload.assignDate, payload.dueDate].toSorted()[0]?.slice(0, 10) ?? '',
  due: payload.dueDate.slice(0, 10),
  points: payload.maxPoints,
  ...categoryOf(payload.categoryId),
});

/** The form itself tells the longest title; one that Aeries cuts would not be found again. */
export function mustFit({ titleMax }: AssignmentPage, { title }: LineItemPayload): void {
  if (titleMax === null || title.length <= titleMax) return;
  const detail = `The title has more than ${titleMax} characters`;
  throw new SisError({ code: 'REJECTED', scope: 'item', detail });
}
