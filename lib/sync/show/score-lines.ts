import type { Member, Score } from '../../model/graded-item.ts';
import type { ScoreLine, ShownMark } from '../../model/item-detail.ts';
import { type Judging, judgeScore, type Verdict } from '../plan/judge-score.ts';

/** Student by student, in the order of the roster: what Schoology shows and how it stands with the SIS. */
export function scoreLines(
  members: readonly Member[],
  scores: readonly Score[],
  judging: Judging | null,
): ScoreLine[] {
  const byUid = new Map(scores.map((score) => [score.uid, score]));
  return members.flatMap(({ uid, name }) => {
    const score = byUid.get(uid);
    if (!score) return [];
    const shown = { uid, name, points: score.points, mark: markOf(score) };
    return [
      { ...shown, ...(judging ? stateOf(judgeScore(score, judging), judging) : unjudged(shown)) },
    ];
  });
}

function markOf({ points, exception, notNumeric, submitted }: Score): ShownMark | null {
  if (exception !== null) return exception;
  if (notNumeric) return 'scale';
  return submitted && points === null ? 'handed-in' : null;
}

/** Without a SIS class nothing is known of any score there. */
const unjudged = ({ points, mark }: Pick<ScoreLine, 'points' | 'mark'>) => ({
  state:
    points === null && (mark === null || mark === 'handed-in')
      ? ('blank' as const)
      : ('unsent' as const),
  why: null,
});

type Standing = Pick<ScoreLine, 'state' | 'why'>;

function stateOf(verdict: Verdict, { known }: Judging): Standing {
  switch (verdict.kind) {
    case 'result':
      return resultState(verdict, known?.refused?.[verdict.payload.studentId]);
    case 'unsayable':
      return { state: 'not-sent', why: 'SPECIAL_NOT_SENT' };
    case 'not-numeric':
      return { state: 'not-sent', why: 'SCORE_NOT_NUMERIC' };
    default:
      return { state: verdict.kind, why: null };
  }
}

/** What was refused counts for the very same score only: another one has not been tried yet. */
function resultState(
  { acknowledged, hash }: Extract<Verdict, { kind: 'result' }>,
  refused: NonNullable<NonNullable<Judging['known']>['refused']>[string] | undefined,
): Standing {
  if (acknowledged === 'same') return { state: 'sent', why: null };
  if (refused?.hash === hash) return { state: 'refused', why: refused.code };
  return { state: acknowledged === 'other' ? 'changed' : 'unsent', why: null };
}
