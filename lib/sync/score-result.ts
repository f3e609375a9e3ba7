import type { Score } from '../model/graded-item.ts';
import { resultId } from '../sis/ids.ts';
import type { Profile } from '../sis/profile.ts';
import type { ResultPayload } from '../sis/sis-client.ts';

/**
 * The OneRoster result for a gradebook cell, or null when there is nothing to send: a blank, work handed in and not
 * graded, or an exception that this SIS cannot say. Points go as they are, also above the maximum, with `fully
 * graded`; exceptions by the profile's table. A zero is never made up.
 */
export function toResult(
  { points, exception }: Score,
  lineItemId: string,
  studentId: string,
  { specialScores }: Pick<Profile, 'specialScores'>,
): ResultPayload | null {
  const base = {
    sourcedId: resultId(lineItemId, studentId),
    lineItemId,
    studentId,
    score: null,
    missing: exception === 'missing',
    incomplete: exception === 'incomplete',
  };
  if (exception === null) {
    return points === null ? null : { ...base, scoreStatus: 'fully graded', score: points };
  }
  const special = specialScores[exception];
  return special === null ? null : { ...base, ...special };
}
