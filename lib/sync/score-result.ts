import type { Score } from '../model/graded-item.ts';
import { resultId } from '../sis/ids.ts';
import type { ResultPayload } from '../sis/sis-client.ts';

/**
 * The OneRoster result for a gradebook cell, or null when there is nothing to send: a blank, or work handed in and
 * not graded. A zero is never made up.
 *
 * | Schoology | scoreStatus | score | flag |
 * | --- | --- | --- | --- |
 * | points | fully graded | the points, also above the maximum | |
 * | excused | exempt | none | |
 * | missing | not submitted | none | missing |
 * | incomplete | partially graded | none | incomplete |
 */
export function toResult(
  { points, exception }: Score,
  lineItemId: string,
  studentId: string,
): ResultPayload | null {
  const base = {
    sourcedId: resultId(lineItemId, studentId),
    lineItemId,
    studentId,
    score: null,
    missing: exception === 'missing',
    incomplete: exception === 'incomplete',
  };
  switch (exception) {
    case 'excused':
      return { ...base, scoreStatus: 'exempt' };
    case 'missing':
      return { ...base, scoreStatus: 'not submitted' };
    case 'incomplete':
      return { ...base, scoreStatus: 'partially graded' };
    case null:
      return points === null ? null : { ...base, scoreStatus: 'fully graded', score: points };
  }
}
