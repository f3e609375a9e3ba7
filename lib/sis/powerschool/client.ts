import pLimit, { type LimitFunction } from 'p-limit';
import { rejectingWithSisError } from '../rejecting.ts';
import {
  type LineItemPayload,
  type ResultOutcome,
  type ResultPayload,
  type SisClient,
  SisError,
} from '../sis-client.ts';
import type { AssignmentIds } from './assignment-ids.ts';
import { createAssignment, settleIntent } from './create-assignment.ts';
import { gradebookLists } from './gradebook-lists.ts';
import { putScores } from './put-scores.ts';
import { createResources } from './resources.ts';
import { rosterCalls } from './roster.ts';
import { createTransport, type Send, type TransportDeps } from './transport.ts';
import { updateAssignment } from './update-assignment.ts';

export type PowerSchoolDeps = TransportDeps & { ids: AssignmentIds };

/**
 * A PowerSchool gradebook, over the service of PowerTeacher Pro (`/ws/xte/`) and the teacher's own session: what the
 * teacher may not do there is refused there. Nothing is ever deleted. Every call rejects with SisError only.
 */
export function createPowerSchoolClient(deps: PowerSchoolDeps): SisClient {
  const send = createTransport(deps);
  const resources = createResources(send);
  const roster = rosterCalls(send, resources);
  const lists = gradebookLists({
    send,
    ids: deps.ids,
    listStudents: roster.listStudents,
  });
  const scores = scoreCalls(send, deps.ids);
  return {
    findTeachers: rejectingWithSisError(roster.findTeachers),
    listClassesOfTeacher: rejectingWithSisError(roster.listClassesOfTeacher),
    listStudents: rejectingWithSisError(roster.listStudents),
    listCategories: rejectingWithSisError(roster.listCategories),
    listGradingPeriods: rejectingWithSisError(roster.listGradingPeriods),
    findTerm: rejectingWithSisError(roster.findTerm),
    listLineItems: rejectingWithSisError(lists.listLineItems),
    listResults: rejectingWithSisError(lists.listResults),
    putLineItem: rejectingWithSisError(lineItemCall({ ...deps, send, resources })),
    putResult: rejectingWithSisError(scores.putResult),
    putResults: rejectingWithSisError(scores.putResults),
  };
}

function lineItemCall(deps: Parameters<typeof createAssignment>[0]): SisClient['putLineItem'] {
  const { send, ids } = deps;
  const oneAtATime = createTurns();

  async function make(payload: LineItemPayload, signal?: AbortSignal): Promise<void> {
    const known = await ids.get(payload.sourcedId);
    const found =
      known?.kind === 'intent' ? await settleIntent(deps, payload, known, signal) : known;
    if (found) await updateAssignment(send, payload, found, signal);
    else await createAssignment(deps, payload, signal);
  }

  return async (payload, signal) => {
    const known = await ids.get(payload.sourcedId);
    if (known?.kind === 'assigned') await updateAssignment(send, payload, known, signal);
    else await oneAtATime(payload.classId)(() => make(payload, signal));
  };
}

/** Creates of a section wait for one another: each looks at what the one before has made. */
function createTurns(): (classId: string) => LimitFunction {
  const turns = new Map<string, LimitFunction>();
  return (classId) => {
    const turn = turns.get(classId) ?? pLimit(1);
    turns.set(classId, turn);
    return turn;
  };
}

function scoreCalls(send: Send, ids: AssignmentIds) {
  async function putResults(
    payloads: ResultPayload[],
    signal?: AbortSignal,
  ): Promise<ResultOutcome[]> {
    const lineItems = new Set(payloads.map(({ lineItemId }) => lineItemId));
    const [lineItemId] = lineItems;
    if (lineItemId === undefined) return [];
    if (lineItems.size > 1) throw new RangeError('scores of several line items in one list');
    return putScores({ send, ids }, lineItemId, payloads, signal);
  }

  async function putResult(payload: ResultPayload, signal?: AbortSignal): Promise<void> {
    const [outcome] = await putResults([payload], signal);
    if (outcome instanceof SisError) throw outcome;
  }

  return { putResult, putResults };
}
