import { t } from '../../lib/text.ts';
import { exactTime, relativeTime } from '../time-text.ts';

/** The last successful sync: relative, the exact time on hover and for machines; `Never` when there was none. */
export function LastSuccess({ at, now }: { at: number | null; now: number }) {
  if (at === null) return <span class="muted">{t('never')}</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}
