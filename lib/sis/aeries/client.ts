import pLimit from 'p-limit';
import { rejectingWithSisError } from '../rejecting.ts';
import { type ResultPayload, type SisClient, SisError } from '../sis-client.ts';
import { createPortalCalls, type PortalDeps } from './ask.ts';
import { createLists } from './lists.ts';
import type { AssignmentNumbers } from './numbers.ts';
import { putAssignment } from './put-assignment.ts';
import { putMarks } from './put-marks.ts';

export type AeriesDeps = PortalDeps & {
  numbers: AssignmentNumbers;
  /** Resolves after the small gap that is left between two marks. */
  pause: () => Promise<void>;
};

/**
 * An Aeries gradebook through the teacher portal in an open tab, with the teacher's own session. Aeries remembers one
 * gradebook by session, so calls wait for one another: no two of them are ever under way (aeries.md 2). Nothing is ever
 * deleted. Every call rejects with SisError only.
 */
export function createAeriesClient(given: AeriesDeps): SisClient {
  const { numbers, clock, pause } = given;
  const deps = { portal: createPortalCalls(given), numbers, clock, pause };
  const lists = createLists(deps);
  const oneAtATime = pLimit(1);
  const inTurn = <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    rejectingWithSisError((...args: A): Promise<T> => oneAtATime(() => call(...args)));

  async function putResults(payloads: ResultPayload[], signal?: AbortSignal) {
    const [lineItemId, second] = new Set(payloads.map((payload) => payload.lineItemId));
    if (second !== undefined) throw new RangeError('scores of several line items in one list');
    return lineItemId === undefined ? [] : putMarks(deps, lineItemId, payloads, signal);
  }

  async function putResult(payload: ResultPayload, signal?: AbortSignal): Promise<void> {
    const [outcome] = await putResults([payload], signal);
    if (outcome instanceof SisError) throw outcome;
  }

  return {
    findTeachers: inTurn(lists.findTeachers),
    listClassesOfTeacher: inTurn(lists.listClassesOfTeacher),
    listStudents: inTurn(lists.listStudents),
    listCategories: inTurn(lists.listCategories),
    listGradingPeriods: inTurn(lists.listGradingPeriods),
    findTerm: inTurn(lists.findTerm),
    listLineItems: inTurn(lists.listLineItems),
    listResults: inTurn(lists.listResults),
    putLineItem: inTurn((payload, signal?: AbortSignal) => putAssignment(deps, payload, signal)),
    putResult: inTurn(putResult),
    putResults: inTurn(putResults),
  };
}
