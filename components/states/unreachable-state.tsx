import type { Reason } from '../../lib/model/reason.ts';
import { reasonText, t } from '../../lib/text.ts';
import { StateCard } from '../state-card.tsx';

type Props = { reason: Reason; onRetry: () => void };

/** The background has never answered: not even the stored list can be shown. */
export const UnreachableState = ({ reason, onRetry }: Props) => (
  <StateCard title={t('panelUnreachable')}>
    <p role="alert">{reasonText(reason, t('sisFallback'))}</p>
    <p class="state-actions">
      <button type="button" onClick={onRetry}>
        {t('tryAgain')}
      </button>
    </p>
  </StateCard>
);
