import type { HistoryRun } from '../../lib/model/history.ts';
import { language, reasonText, t, tn } from '../../lib/text.ts';

/** What began the run: "Sync button", "By itself", and that it was interrupted. */
export const triggerText = ({ trigger, resumed }: HistoryRun): string =>
  [
    t(trigger === 'schedule' ? 'historySchedule' : 'historyClick'),
    resumed ? t('historyResumed') : '',
  ]
    .filter(Boolean)
    .join(', ');

const endTexts: Record<HistoryRun['state'], string> = {
  running: 'historyRunning',
  cancelling: 'historyRunning',
  done: 'historyDone',
  cancelled: 'historyCancelled',
  stopped: 'historyStopped',
};

export const endText = ({ state }: HistoryRun): string => t(endTexts[state]);

/** "14 items, 320 scores sent". Failed items are told apart. */
export function countsText({ done, failed, scores }: HistoryRun): string {
  if (done + scores === 0) return t('historyNothing');
  return [
    tn('historyItems', done - failed),
    tn('historyScores', scores),
    failed > 0 ? tn('historyFailed', failed) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** How long it took: "12 s", "3 min". Null while it is under way. */
export function durationText({ startedAt, finishedAt }: HistoryRun): string | null {
  if (finishedAt === null) return null;
  const seconds = Math.max(0, Math.round((finishedAt - startedAt) / 1000));
  const minutes = Math.round(seconds / 60);
  const [amount, unit] = seconds < 90 ? [seconds, 'second'] : [minutes, 'minute'];
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'short' }).format(
    Number(amount),
  );
}

/** Everything that went wrong or waited, a sentence each; never the server's own words, which may name a person. */
export function problemTexts(
  { failures, waiting, stopReason }: HistoryRun,
  sisName: string,
): string[] {
  const counted = (items: number, text: string): string => `${tn('historyCause', items)} ${text}`;
  return [
    ...failures.map(({ code, items }) => counted(items, reasonText({ code }, sisName))),
    ...waiting.map(({ reason, items }) => counted(items, reasonText(reason, sisName))),
    ...(stopReason ? [reasonText(stopReason, sisName)] : []),
  ];
}
