import type { ScoreLine } from '../../../lib/model/item-detail.ts';
import type { ReasonCode } from '../../../lib/model/reason.ts';
import { language, t } from '../../../lib/text.ts';

type State = ScoreLine['state'];

/** From what somebody has to look at to what needs nothing. */
const order: readonly State[] = [
  'refused',
  'unlinked',
  'not-sent',
  'cleared',
  'changed',
  'unsent',
  'sent',
  'blank',
];

const problems: readonly State[] = ['refused', 'unlinked', 'not-sent', 'cleared'];

export const isProblem = ({ state }: ScoreLine): boolean => problems.includes(state);

export const byUrgency = (lines: readonly ScoreLine[]): ScoreLine[] =>
  lines.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));

const key = (state: string): string => state.replace('-', '_');

/** "18 in Skyward, 2 not sent yet, 1 not accepted": each state that occurs, with its count. */
export function summaryText(lines: readonly ScoreLine[], sis: string): string {
  const counts = order
    .map((state) => ({ state, n: lines.filter((line) => line.state === state).length }))
    .filter(({ n }) => n > 0);
  return counts.map(({ state, n }) => t(`scoreCount_${key(state)}`, { n, sis })).join(', ');
}

/** What is short to say of why one score was not taken or not sent. */
const whys: Partial<Record<ReasonCode, string>> = {
  STUDENT_NOT_ENROLLED: 'scoreWhy_notEnrolled',
  CONFLICT: 'scoreWhy_locked',
  SPECIAL_NOT_SENT: 'scoreWhy_noWord',
  SCORE_NOT_NUMERIC: 'scoreWhy_noPoints',
};

export function stateText({ state, why }: ScoreLine, sis: string): string {
  const known = why === null ? undefined : whys[why];
  return t(known ?? `scoreState_${key(state)}`, { sis });
}

/** "18.5 / 20", the mark, or a dash. */
export function shownText({ points, mark }: ScoreLine, max: number | null): string {
  const number = new Intl.NumberFormat(language());
  const score =
    points === null
      ? ''
      : max === null
        ? number.format(points)
        : `${number.format(points)} / ${number.format(max)}`;
  const word = mark === null ? '' : t(`mark_${key(mark)}`);
  return [score, word].filter(Boolean).join(' ') || '–';
}
