import type { Answer } from '../answer.ts';
import { type LineItemPayload, SisError } from '../sis-client.ts';
import { adopt, alreadyThere, type CreateDeps, keep, likeAssignments } from './adopt-assignment.ts';
import type { Assigned, Intent } from './assignment-ids.ts';
import { createPath, dueDay, getAssignment } from './assignments.ts';
import { idsIn } from './created-ids.ts';
import { newAssignment } from './new-assignment.ts';

/** A create that was not answered may still take effect for this long (ms): the request's own limit, and some. */
const settleTime = 30_000;

/**
 * Makes the assignment of a line item that has none (powerschool.md 4). A create is not idempotent: what is intended
 * is on disk before the request goes out, and stays there until its outcome is known (`settleIntent`).
 *
 * An assignment of the same title and day that is not ours is somebody else's (the teacher's, Schoology's own
 * passback, another browser's): it is neither doubled nor written over, but told as ALREADY_IN_SIS.
 */
export async function createAssignment(
  deps: CreateDeps,
  payload: LineItemPayload,
  signal?: AbortSignal,
): Promise<void> {
  const { classId, title, maxPoints: points, sourcedId } = payload;
  const wanted = { title, dueDate: dueDay(payload) };
  if ((await likeAssignments(deps, classId, wanted, signal)).length > 0) throw alreadyThere();
  const json = await newAssignment(deps.resources, payload);
  const intent: Intent = { kind: 'intent', classId, at: deps.clock.now(), ...wanted, points };
  await deps.ids.set(sourcedId, intent);
  const answer = await post(deps, sourcedId, intent, json, signal);
  if (answer !== 'adopted') await nameMade(deps, sourcedId, intent, answer, signal);
}

/**
 * What came of a create whose answer was lost. One assignment as intended is ours; none, after a while, was never
 * made (null); until then nobody knows, and the item waits. Of several nobody knows which.
 */
export async function settleIntent(
  deps: CreateDeps,
  { sourcedId }: LineItemPayload,
  intent: Intent,
  signal?: AbortSignal,
): Promise<Assigned | null> {
  const found = await adopt(deps, sourcedId, intent, signal);
  const settled = intent.at + settleTime;
  if (found || deps.clock.now() >= settled) return found;
  throw new SisError({ code: 'SIS_DOWN', scope: 'item', notBefore: settled });
}

/** Sends the create. Where the outcome is not known, what the section then shows is the answer. */
async function post(
  deps: CreateDeps,
  lineItemId: string,
  intent: Intent,
  json: unknown,
  signal?: AbortSignal,
): Promise<Answer | 'adopted'> {
  try {
    const target = 'section';
    return await deps.send({ method: 'post', path: createPath, json, target, signal });
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    if (wasRefused(error)) {
      await deps.ids.set(lineItemId, null);
      throw error;
    }
    const found = error.code === 'CANCELLED' ? null : await adopt(deps, lineItemId, intent, signal);
    if (found) return 'adopted';
    throw error;
  }
}

/** The server has read the request and wants none of it. A page, a silence or a 5xx leaves open what was done. */
const wasRefused = ({ status, code }: SisError): boolean =>
  code !== 'SIS_SIGNED_OUT' && status !== null && status >= 400 && status < 500 && status !== 408;

/** The ids of what was made: from the answer's headers, else read; where neither tells, by looking. */
async function nameMade(
  deps: CreateDeps,
  lineItemId: string,
  intent: Intent,
  { headers, status }: Answer,
  signal?: AbortSignal,
): Promise<void> {
  const { classId } = intent;
  const { assignmentId, assignmentSectionId } = idsIn(headers);
  if (assignmentId === null) {
    const found = await adopt(deps, lineItemId, intent, signal);
    if (!found) throw new SisError({ code: 'SIS_DOWN', scope: 'item', status });
  } else if (assignmentSectionId === null) {
    await keep(deps, lineItemId, classId, await getAssignment(deps.send, assignmentId, signal));
  } else {
    const assigned: Assigned = { kind: 'assigned', classId, assignmentId, assignmentSectionId };
    await deps.ids.set(lineItemId, assigned);
  }
}
