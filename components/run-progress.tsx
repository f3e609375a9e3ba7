import type { RunView } from '../lib/model/panel-view.ts';
import { reasonText, t } from '../lib/text.ts';
import { clockText } from './time-text.ts';

type Props = { run: RunView; sisName: string; busy: boolean; onCancel: () => void };

/** A run under way: how far it is, on what, and the way to stop it. */
export function RunProgress({ run, sisName, busy, onCancel }: Props) {
  const text = progressText(run, sisName);
  const ending = busy || run.state === 'cancelling';
  return (
    <div class="run" data-region="run">
      <div class="run-head">
        <p class="run-text" role="status">
          {text}
        </p>
        <button type="button" aria-disabled={ending} onClick={() => ending || onCancel()}>
          {t('cancel')}
        </button>
      </div>
      <progress
        aria-label={text}
        max={Math.max(1, run.total)}
        {...(run.total > 0 ? { value: run.done } : {})}
      />
      <p class="muted run-note">
        <bdi>{run.currentTitle ?? ''}</bdi>
        {pauseText(run, sisName) || t('runKeepsGoing')}
      </p>
    </div>
  );
}

function progressText({ state, done, total }: RunView, sisName: string): string {
  if (state === 'cancelling') return t('cancelling');
  return total === 0 ? t('preparing', { sis: sisName }) : t('syncing', { done, total });
}

function pauseText({ stopReason, resumesAt }: RunView, sisName: string): string {
  if (stopReason === null || resumesAt === null) return '';
  const time = clockText(resumesAt);
  if (stopReason.code !== 'RATE_LIMITED') return t('runWaitsForNetwork', { time });
  return `${reasonText(stopReason, sisName)} ${t('runWaits', { time })}`;
}
