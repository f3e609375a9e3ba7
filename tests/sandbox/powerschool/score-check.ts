import { isObject, type JsonObject } from '../sis/json-object.ts';
import { listOf } from './assignment-check.ts';
import type { PowerState, StoredAssignment } from './model.ts';
import { badBody, type Finding, notTaught, type Refusal } from './refuse.ts';

/** The key of a score row: the assignment in one section, and the student. */
export type RowKey = { assignmentsectionid: number; studentsdcid: number };

export const keyOf = (row: JsonObject): RowKey => ({
  assignmentsectionid: Number(
    isObject(row._assignmentsection) && row._assignmentsection.assignmentsectionid,
  ),
  studentsdcid: Number(row.studentsdcid),
});

/** Why a batch is not taken, or null when it is. One bad row refuses all of it (powerschool.md 0, 5). */
export function scoresRefusal(state: PowerState, body: unknown): Refusal | null {
  const rows = isObject(body) ? listOf(body.assignment_scores) : [];
  if (rows.length === 0) return badBody;
  const keys = rows.map(keyOf);
  for (const { assignmentsectionid: id } of keys) {
    const refusal = targetRefusal(state, id);
    if (refusal) return refusal;
  }
  const errors = [...keys.flatMap((key) => strangers(state, key)), ...rows.flatMap(badScores)];
  return errors.length > 0 ? { status: 409, message: 'Validation failed', errors } : null;
}

const assignmentOf = (
  { assignments }: PowerState,
  assignmentsectionid: number,
): StoredAssignment | undefined =>
  [...assignments.values()].find(({ sections }) =>
    sections.some((entry) => entry.assignmentsectionid === assignmentsectionid),
  );

function targetRefusal(state: PowerState, id: number): Refusal | null {
  // An assignmentid where an assignmentsectionid belongs.
  if (state.assignments.has(id)) return notTaught('null');
  const found = assignmentOf(state, id);
  if (!found) {
    const message = `Unable to find com.powerschool.AssignmentSection with id: ${id}`;
    return { status: 500, message };
  }
  const locked = found.sections.some(({ islocked }) => islocked === true);
  return locked ? { status: 409, message: 'The reporting term is locked', errors: [] } : null;
}

function strangers(state: PowerState, { assignmentsectionid, studentsdcid }: RowKey): Finding[] {
  const found = assignmentOf(state, assignmentsectionid);
  const entry = found?.sections.find((own) => own.assignmentsectionid === assignmentsectionid);
  const section = state.sections.find((own) => own.sectionsdcid === entry?.sectionsdcid);
  if (section?.roster.includes(studentsdcid) && !found?.without.has(studentsdcid)) return [];
  const field = `Student ${studentsdcid} does not have an AssignmentStudentAssociation`;
  return [
    { field, params: { assignment_section_id: assignmentsectionid, student_dcid: studentsdcid } },
  ];
}

function badScores(row: JsonObject): Finding[] {
  const { actualscoreentered: entered, actualscorekind: kind } = row;
  const { assignmentsectionid, studentsdcid } = keyOf(row);
  const isNumber = typeof entered === 'string' && /^-?\d+(\.\d+)?$/.test(entered);
  // A row that holds a flag alone has no kind.
  if (isNumber ? kind === 'REAL_SCORE' : entered === null && kind === null) return [];
  const params = { assignment_section_id: assignmentsectionid, student_dcid: studentsdcid };
  return [{ field: 'actualscoreentered is not valid', params }];
}
