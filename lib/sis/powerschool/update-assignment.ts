import { type LineItemPayload, SisError } from '../sis-client.ts';
import type { Assigned } from './assignment-ids.ts';
import { dueDay, getAssignment, isLocked, replacePath, sectionOf } from './assignments.ts';
import type { Assignment, AssignmentSection } from './schemas.ts';
import type { Send } from './transport.ts';

/**
 * Brings title, due day, points and category of an assignment to what the line item says. What is sent replaces the
 * assignment, so all of it goes back as it was read: the teacher's other edits survive. Nothing is sent where the
 * four are equal.
 */
export async function updateAssignment(
  send: Send,
  payload: LineItemPayload,
  { assignmentId }: Assigned,
  signal?: AbortSignal,
): Promise<void> {
  const replace = async (): Promise<void> => {
    const assignment = await getAssignment(send, assignmentId, signal);
    const json = changed(assignment, payload);
    if (!json) return;
    const path = replacePath(assignmentId);
    await send({ method: 'put', path, json, target: 'assignment', signal });
  };
  try {
    await replace();
  } catch (error) {
    // 412: something of it is missing from what was sent. It was changed meanwhile, so it is read once more.
    if (!(error instanceof SisError) || error.status !== 412) throw error;
    await replace();
  }
}

/** The assignment to send, or null when it says already what it should. Throws when it must not be written. */
function changed(assignment: Assignment, payload: LineItemPayload): Assignment | null {
  const entry = sectionOf(assignment, payload.classId);
  if (!entry) throw new SisError({ code: 'ITEM_REMOVED_IN_SIS', scope: 'item' });
  const category = Number(payload.categoryId);
  const [own, second] = entry._assignmentcategoryassociations ?? [];
  const same =
    entry.name === payload.title &&
    entry.duedate.slice(0, 10) === dueDay(payload) &&
    entry.scoreentrypoints === payload.maxPoints &&
    own?.teachercategoryid === category &&
    !second;
  if (same) return null;
  refuseIfNotOurs(assignment, entry);
  const next: AssignmentSection = {
    ...entry,
    name: payload.title,
    duedate: dueDay(payload),
    scoreentrypoints: payload.maxPoints,
    totalpointvalue: payload.maxPoints * (entry.weight ?? 1),
    _assignmentcategoryassociations: [{ ...own, teachercategoryid: category, isprimary: true }],
  };
  const sections = assignment._assignmentsections.map((one) => (one === entry ? next : one));
  return { ...assignment, _assignmentsections: sections };
}

/** One that the teacher has since given to other sections too would change there as well. */
function refuseIfNotOurs(
  { _assignmentsections: sections }: Assignment,
  entry: AssignmentSection,
): void {
  const conflict = (detail: string): SisError =>
    new SisError({ code: 'CONFLICT', scope: 'item', detail });
  if (isLocked(entry)) throw conflict('The assignment is locked');
  if (sections.length > 1) throw conflict('The assignment belongs to several sections');
}
