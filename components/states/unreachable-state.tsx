import { useState } from 'preact/hooks';
import type { Reason } from '../../lib/model/reason.ts';
import { reasonText, t } from '../../lib/text.ts';
import { StateCard } from '../state-card.tsx';

type Props = { reason: Reason; onRetry: () => void; onRepair: () => void };

/** The background has never answered: not even the stored list can be shown. */
export const UnreachableState = ({ reason, onRetry, onRepair }: Props) => (
  <StateCard title={t('panelUnreachable')}>
    <p role="alert">
      {reason.code === 'STORAGE_UNSAFE' ? t('storageBroken') : reasonText(reason, t('sisFallback'))}
    </p>
    <p class="state-actions">
      <button type="button" onClick={onRetry}>
        {t('tryAgain')}
      </button>
      {reason.code === 'STORAGE_UNSAFE' && <Repair onRepair={onRepair} />}
    </p>
  </StateCard>
);

/** Deletes, so it is asked twice; what comes back and what does not is said in between. */
function Repair({ onRepair }: Pick<Props, 'onRepair'>) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" onClick={() => setAsked(true)}>
        {t('repair')}
      </button>
    );
  }
  return (
    <>
      <span>{t('repairMeans')}</span>
      <button type="button" onClick={onRepair}>
        {t('repairNow')}
      </button>
    </>
  );
}
