import { type ResultOutcome, type ResultPayload, SisError } from '../sis-client.ts';
import type { AssignmentIds } from './assignment-ids.ts';
import { getAssignment, isLocked, sectionOf } from './assignments.ts';
import { standingRows } from './score-lookup.ts';
import { entryOf, scoreRow } from './score-row.ts';
import { sendScores } from './send-scores.ts';
import { studentDcid } from './student-id.ts';
import type { Send } from './transport.ts';

type Deps = { send: Send; ids: AssignmentIds };

/**
 * Puts scores of one line item, in one request. Scores are upserts by assignment and student, so that a repeat
 * changes nothing. Resolves with one outcome per payload, in order; rejects with SisError when none could be sent.
 */
export async function putScores(
  { send, ids }: Deps,
  lineItemId: string,
  payloads: ResultPayload[],
  signal?: AbortSignal,
): Promise<ResultOutcome[]> {
  const known = await ids.get(lineItemId);
  if (known?.kind !== 'assigned') throw unknownAssignment();
  const assignment = await getAssignment(send, known.assignmentId, signal);
  const entry = sectionOf(assignment, known.classId);
  if (!entry) throw new SisError({ code: 'ITEM_REMOVED_IN_SIS', scope: 'item' });
  if (isLocked(entry)) {
    throw new SisError({ code: 'CONFLICT', scope: 'item', detail: 'The assignment is locked' });
  }
  const enter = entryOf(entry);
  const students = payloads.map(({ studentId }) => studentDcid(studentId));
  const due = entry.duedate.slice(0, 10);
  const before = await standingRows(send, known, students, due, signal);
  const rows = payloads.map((payload) =>
    scoreRow(payload, known, before.get(studentDcid(payload.studentId)), enter),
  );
  const refused = await sendScores(send, rows, signal);
  return students.map((dcid) => refused.get(dcid) ?? 'done');
}

/** The line item was acknowledged, yet which assignment it became is lost. It is never guessed. */
const unknownAssignment = (): SisError =>
  new SisError({ code: 'CONFLICT', scope: 'item', detail: 'Its assignment is not known here' });
