import type { Assigned } from './assignment-ids.ts';
import { read } from './read.ts';
import { type Assignment, assignments, type ScoreRow } from './schemas.ts';
import type { Send } from './transport.ts';

type Days = { start: string; end: string };

/** Assignments due within these days (`YYYY-MM-DD`, both inclusive) with the scores of these students. */
export async function lookUpScores(
  send: Send,
  classId: string,
  students: number[],
  { start, end }: Days,
  signal?: AbortSignal,
): Promise<Assignment[]> {
  const json = {
    section_ids: [Number(classId)],
    student_ids: students,
    start_date: start,
    end_date: end,
  };
  const path = 'assignment/lookup';
  return read(assignments, await send({ method: 'post', path, json, target: 'section', signal }));
}

/** The rows of an assignment in one section, wherever in it they are written. */
export function rowsOf(assignment: Assignment, assignmentSectionId: number): ScoreRow[] {
  const inside = assignment._assignmentsections.filter(
    ({ assignmentsectionid }) => assignmentsectionid === assignmentSectionId,
  );
  const rows = [assignment, ...inside].flatMap(({ _assignmentscores }) => _assignmentscores ?? []);
  return rows.filter((row) => {
    const own = row.assignmentsectionid ?? row._assignmentsection?.assignmentsectionid;
    return own === undefined || own === assignmentSectionId;
  });
}

/** The rows of an assignment as they stand, by STUDENTS.DCID. */
export async function standingRows(
  send: Send,
  { classId, assignmentId, assignmentSectionId }: Assigned,
  students: number[],
  dueDay: string,
  signal?: AbortSignal,
): Promise<Map<number, ScoreRow>> {
  const days = { start: dueDay, end: dueDay };
  const found = await lookUpScores(send, classId, students, days, signal);
  const rows = found
    .filter(({ assignmentid }) => assignmentid === assignmentId)
    .flatMap((assignment) => rowsOf(assignment, assignmentSectionId));
  return new Map(rows.map((row) => [row.studentsdcid, row]));
}
