import type { RunView } from '../lib/model/panel-view.ts';
import { reasonText, t, tn } from '../lib/text.ts';
import { exactTime, relativeTime } from './time-text.ts';

type Props = { run: RunView; sisName: string; now: number };

/** How the last run ended and when. */
export function RunSummary({ run, sisName, now }: Props) {
  if (run.finishedAt === null) return null;
  const { finishedAt } = run;
  return (
    <p class="muted run-summary">
      {t(run.state === 'stopped' ? 'lastRunStopped' : 'lastRun')}{' '}
      <time dateTime={new Date(finishedAt).toISOString()} title={exactTime(finishedAt)}>
        {relativeTime(finishedAt, now)}
      </time>
      {howItEnded(run, sisName)}
    </p>
  );
}

function howItEnded({ failed, stopReason }: RunView, sisName: string): string {
  const parts = [
    failed > 0 ? tn('runFailed', failed) : '',
    stopReason ? reasonText(stopReason, sisName) : '',
  ].filter(Boolean);
  return parts.length > 0 ? `. ${parts.join(' ')}` : '';
}
