import type { Exception, Score } from '../../model/graded-item.ts';
import type { SpecialChoice, SpecialScores } from '../../model/special-score.ts';
import { resultId } from '../../sis/ids.ts';
import type { Profile } from '../../sis/profile.ts';
import type { ResultPayload } from '../../sis/sis-client.ts';

/** What decides how a cell is written: the rules of the SIS, and what the teacher chose for the section. */
export type ScoreRules = Pick<Profile, 'specialScores'> & { chosen: SpecialScores };

/**
 * What becomes of a gradebook cell: a result, or nothing because
 * - `blank`: nothing is graded, or the teacher leaves this mark out
 * - `unsayable`: this SIS has no words for the mark
 * - `not-numeric`: the grade is a letter or a rubric level without points
 */
export type CellResult =
  | { kind: 'result'; payload: ResultPayload }
  | { kind: 'blank' | 'unsayable' | 'not-numeric' };

/**
 * The OneRoster result for a gradebook cell. Points go as they are, also above the maximum, with `fully graded`; marks
 * by the profile's table and the teacher's choice. Handed in is no grade. A zero is only ever one that Schoology shows,
 * or one that the teacher chose for a mark.
 */
export function toResult(
  { points, exception, notNumeric }: Score,
  lineItemId: string,
  studentId: string,
  rules: ScoreRules,
): CellResult {
  const base = {
    sourcedId: resultId(lineItemId, studentId),
    lineItemId,
    studentId,
    score: null,
    missing: exception === 'missing',
    incomplete: exception === 'incomplete',
  };
  if (exception === null) {
    if (points === null) return { kind: notNumeric ? 'not-numeric' : 'blank' };
    return { kind: 'result', payload: { ...base, scoreStatus: 'fully graded', score: points } };
  }
  if (exception === 'other') return { kind: 'unsayable' };
  const choice = choiceFor(exception, rules);
  // Left blank by the teacher is as wished; left blank because there is no other way must be said.
  if (choice === 'blank')
    return { kind: rules.chosen[exception] === 'blank' ? 'blank' : 'unsayable' };
  const special = rules.specialScores[exception][choice];
  return special ? { kind: 'result', payload: { ...base, ...special } } : { kind: 'unsayable' };
}

/** A choice made under another SIS that this one cannot say falls back to the usual. */
function choiceFor(exception: Exception, { specialScores, chosen }: ScoreRules): SpecialChoice {
  const ways = specialScores[exception];
  const choice = chosen[exception];
  if (choice === undefined || (choice !== 'blank' && ways[choice] === null)) return ways.usual;
  return choice;
}

/** The choices that this SIS leaves a teacher for a mark. */
export const sayable = (
  exception: Exception,
  { specialScores }: Pick<Profile, 'specialScores'>,
): SpecialChoice[] => [
  'blank',
  ...(['flag', 'zero'] as const).filter((choice) => specialScores[exception][choice] !== null),
];
