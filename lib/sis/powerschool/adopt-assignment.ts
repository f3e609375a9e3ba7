import type { Clock } from '../../model/clock.ts';
import { SisError } from '../sis-client.ts';
import type { Assigned, AssignmentIds, Intent } from './assignment-ids.ts';
import { isLike, listAssignments, sectionOf } from './assignments.ts';
import type { Resources } from './resources.ts';
import type { Assignment } from './schemas.ts';
import type { Send } from './transport.ts';

export type CreateDeps = { send: Send; ids: AssignmentIds; clock: Clock; resources: Resources };

/** What is there is not known to be ours: it is neither doubled nor written over. */
export const alreadyThere = (): SisError => new SisError({ code: 'ALREADY_IN_SIS', scope: 'item' });

/** The assignments as wanted that belong to no line item of ours. */
export async function likeAssignments(
  { send, ids }: CreateDeps,
  classId: string,
  wanted: { title: string; dueDate: string },
  signal?: AbortSignal,
): Promise<Assignment[]> {
  const all = await listAssignments(send, classId, signal);
  const known = await ids.takenIn(classId);
  return all.filter(
    (one) => !known.has(one.assignmentid) && isLike(sectionOf(one, classId), wanted),
  );
}

/** The one assignment that came of an intent; null when there is none. */
export async function adopt(
  deps: CreateDeps,
  lineItemId: string,
  intent: Intent,
  signal?: AbortSignal,
): Promise<Assigned | null> {
  const found = await likeAssignments(deps, intent.classId, intent, signal);
  const [only, second] = found;
  if (second) throw alreadyThere();
  return only ? keep(deps, lineItemId, intent.classId, only) : null;
}

export async function keep(
  { ids }: CreateDeps,
  lineItemId: string,
  classId: string,
  found: Assignment,
): Promise<Assigned> {
  const entry = sectionOf(found, classId);
  if (!entry) throw new SisError({ code: 'ITEM_REMOVED_IN_SIS', scope: 'item' });
  const assigned: Assigned = {
    kind: 'assigned',
    classId,
    assignmentId: found.assignmentid,
    assignmentSectionId: entry.assignmentsectionid,
  };
  await ids.set(lineItemId, assigned);
  return assigned;
}
