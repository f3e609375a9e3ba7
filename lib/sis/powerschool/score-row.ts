import { type ResultPayload, SisError } from '../sis-client.ts';
import type { Assigned } from './assignment-ids.ts';
import type { AssignmentSection, ScoreRow } from './schemas.ts';
import { studentDcid } from './student-id.ts';

/**
 * How a score is entered there: points as they are, or the percent of them. Throws for an assignment whose scores are
 * letters or mere ticks, or that is locked: the teacher has made it so.
 */
export function entryOf(entry: AssignmentSection): (score: number) => number {
  const { scoretype, scoreentrypoints: points } = entry;
  if (scoretype === 'PERCENT' && points) {
    return (score) => Number(((score / points) * 100).toFixed(4));
  }
  if (scoretype === 'POINTS' || scoretype === undefined || scoretype === null) {
    return (score) => score;
  }
  const detail = `Scores of this assignment are entered as ${scoretype}`;
  throw new SisError({ code: 'CONFLICT', scope: 'item', detail });
}

/**
 * A score as the gradebook takes it (powerschool.md 2.2, 6). `before` is the student's row as it stands: what only the
 * teacher sets there (late, collected, absent) is sent back, since what an omitted flag does is not known.
 */
export function scoreRow(
  payload: ResultPayload,
  { assignmentId, assignmentSectionId, classId }: Assigned,
  before: ScoreRow | undefined,
  enter: (score: number) => number,
) {
  const { score } = payload;
  const id = before?.assignmentscoreid;
  return {
    ...(id === undefined || id === null ? {} : { assignmentscoreid: id }),
    _assignmentsection: {
      assignmentsectionid: assignmentSectionId,
      sectionsdcid: Number(classId),
      _assignment: { assignmentid: assignmentId },
    },
    studentsdcid: studentDcid(payload.studentId),
    actualscoreentered: score === null ? null : String(enter(score)),
    // Rows that hold a flag alone are read without a kind.
    actualscorekind: score === null ? null : 'REAL_SCORE',
    actualscoregradescaledcid: null,
    scorepoints: score,
    islate: isSet(before?.islate),
    iscollected: isSet(before?.iscollected),
    isabsent: isSet(before?.isabsent),
    isexempt: payload.scoreStatus === 'exempt',
    ismissing: payload.missing,
    isincomplete: payload.incomplete,
  };
}

/** true, or 1 as in the tables. */
export const isSet = (flag: unknown): boolean => flag === true || flag === 1;
