import { t } from '../lib/text.ts';
import { readAt } from './panel-derived.ts';
import type { PanelState } from './panel-state.ts';
import { exactTime, relativeTime } from './time-text.ts';

type Props = { state: PanelState; now: number; onCheck: () => void };

/** How old the list is, and the way to read Schoology again. */
export function ReadLine({ state, now, onCheck }: Props) {
  const at = readAt(state);
  const reading = state.reading.length > 0;
  return (
    <p class="read-line muted">
      <span role="status">{reading && t('checking')}</span>
      {!reading && at !== null && (
        <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
          {t('checkedAt', { time: relativeTime(at, now) })}
        </time>
      )}
      <button
        type="button"
        class="link"
        aria-disabled={reading}
        onClick={() => reading || onCheck()}
      >
        {t('checkForChanges')}
      </button>
    </p>
  );
}
