import { useState } from 'preact/hooks';
import type { Reason } from '../../lib/model/reason.ts';
import { reasonText, t } from '../../lib/text.ts';
import { StateCard } from '../state-card.tsx';

type Props = { reason: Reason; onRetry: () => void; onRepair: () => void };

/**
 * The background has never answered: not even the stored list can be shown. A repair deletes, so it is asked twice;
 * what comes back and what does not is said in between.
 */
export function UnreachableState({ reason, onRetry, onRepair }: Props) {
  const [asked, setAsked] = useState(false);
  const isBroken = reason.code === 'STORAGE_UNSAFE';
  return (
    <StateCard title={t(isBroken ? 'storageBrokenTitle' : 'panelUnreachable')}>
      <p role="alert">{isBroken ? t('storageBroken') : reasonText(reason, t('sisFallback'))}</p>
      {asked && <p>{t('repairMeans')}</p>}
      <p class="state-actions">
        <button type="button" onClick={onRetry}>
          {t('tryAgain')}
        </button>
        {isBroken && (
          <button type="button" onClick={asked ? onRepair : () => setAsked(true)}>
            {t(asked ? 'repairNow' : 'repair')}
          </button>
        )}
      </p>
    </StateCard>
  );
}
