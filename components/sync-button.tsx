import { t, tn } from '../lib/text.ts';
import { SyncIcon } from './icons.tsx';

type Props = {
  /** Items with something to send. */
  count: number;
  failed: number;
  /** False while nothing can be said or sent: not connected, not read, choices locked. */
  ready: boolean;
  busy: boolean;
  onSync: () => void;
  onRetry: () => void;
  /** Looks at what would be sent; null = there is nothing to look at. */
  onReview: (() => void) | null;
};

/**
 * The one primary button. With nothing to send it still works: it reads Schoology again and sends what it finds.
 * It says "up to date" only when that is known. While busy it keeps the keyboard's focus, which `disabled` would drop.
 */
export const SyncButton = ({ count, failed, ready, busy, onSync, onRetry, onReview }: Props) => (
  <div class="actions">
    <button
      type="button"
      class={`primary ${ready && count === 0 ? 'calm' : ''}`}
      disabled={!ready}
      aria-disabled={busy}
      onClick={() => busy || onSync()}
    >
      <SyncIcon />
      {ready && count === 0 ? t('upToDate') : tn('syncButton', count)}
    </button>
    {ready && onReview && (
      <button type="button" aria-haspopup="dialog" onClick={onReview}>
        {t('review')}
      </button>
    )}
    {failed > 0 && (
      <button
        type="button"
        disabled={!ready}
        aria-disabled={busy}
        onClick={() => busy || onRetry()}
      >
        {t('retryFailed', { n: failed })}
      </button>
    )}
  </div>
);
