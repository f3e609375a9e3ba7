import * as z from 'zod/mini';
import { errorDetail } from '../error-detail.ts';
import { SisError } from '../sis-client.ts';
import { RefusedError } from './refusal.ts';
import { scoreErrors } from './schemas.ts';
import type { scoreRow } from './score-row.ts';
import type { Send } from './transport.ts';

type Row = ReturnType<typeof scoreRow>;
/** Why single students' scores were not taken, by STUDENTS.DCID. */
type Refused = Map<number, SisError>;

const path = 'score?push_assignment_scores=false&status=A,I,P';

/**
 * Sends a batch. PowerSchool takes all of it or nothing (409): the students it names are then left out and the others
 * sent once more. Rejects with SisError when the refusal is not about single students.
 */
export async function sendScores(send: Send, rows: Row[], signal?: AbortSignal): Promise<Refused> {
  const put = (batch: Row[]) =>
    send({
      method: 'put',
      path,
      json: { assignment_scores: batch },
      target: 'assignment',
      signal,
    });
  const refused = await namedIn(() => resubmitting(() => put(rows)), rows);
  const others = rows.filter(({ studentsdcid }) => !refused.has(studentsdcid));
  if (refused.size === 0 || others.length === 0) return refused;
  try {
    await resubmitting(() => put(others));
  } catch (error) {
    if (!(error instanceof SisError) || error.status !== 409) throw error;
    for (const { studentsdcid } of others) refused.set(studentsdcid, scoreRefused(error));
  }
  return refused;
}

/** 412 asks for the same request again (powerschool.md 5); it is made once. */
async function resubmitting<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof SisError) || error.status !== 412) throw error;
    return request();
  }
}

/** The students whom a refusal names; none when there was none. Another refusal is thrown on. */
async function namedIn(request: () => Promise<unknown>, rows: Row[]): Promise<Refused> {
  try {
    await request();
    return new Map();
  } catch (error) {
    const refused = error instanceof RefusedError ? studentsIn(error, rows) : null;
    if (!refused) throw error;
    return refused;
  }
}

/** null when the refusal is not a 409, or names anything but students of these rows. */
function studentsIn({ status, body }: RefusedError, rows: Row[]): Refused | null {
  const { data } = z.safeParse(scoreErrors, body);
  if (status !== 409 || !data || data.errors.length === 0) return null;
  const sent = new Set(rows.map(({ studentsdcid }) => studentsdcid));
  const refused: Refused = new Map();
  for (const { field, params } of data.errors) {
    const student = params?.student_dcid;
    if (student === undefined || !sent.has(student)) return null;
    refused.set(student, studentRefused(field));
  }
  return refused;
}

const studentRefused = (field: string): SisError =>
  /does not have an AssignmentStudentAssociation/i.test(field)
    ? new SisError({ code: 'STUDENT_NOT_ENROLLED', scope: 'score', status: 409 })
    : new SisError({
        code: 'REJECTED',
        scope: 'score',
        status: 409,
        detail: errorDetail(field.replace(/\d{4,}/g, '…')),
      });

const scoreRefused = ({ code, status, detail }: SisError): SisError =>
  new SisError({ code, scope: 'score', status, detail });
