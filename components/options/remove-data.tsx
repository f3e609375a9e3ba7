import { useState } from 'preact/hooks';
import type { Reason } from '../../lib/model/reason.ts';
import { t } from '../../lib/text.ts';
import { reasonOf } from '../panel-context.ts';
import type { PanelActions } from '../panel-store.ts';
import { fullReason } from '../reason-line.ts';

type Props = { ask: PanelActions['ask']; sisName: string; onRemoved: () => void };
type Step = 'closed' | 'asking' | 'removing' | 'removed' | { failed: Reason };

/** Everything of ours in this browser goes, after one question that says what goes and what does not. */
export function RemoveData({ ask, sisName, onRemoved }: Props) {
  const [step, setStep] = useState<Step>('closed');
  const [otherBrowsers, setOtherBrowsers] = useState(false);
  const remove = async (): Promise<void> => {
    setStep('removing');
    try {
      await ask('removeData', { otherBrowsers });
      localStorage.clear(); // what this page's own switches were set to
      setStep('removed');
      onRemoved();
    } catch (error) {
      setStep({ failed: reasonOf(error) });
    }
  };
  if (step === 'removed') return <p role="status">{t('removeDone')}</p>;
  if (step === 'closed') {
    return (
      <p class="form-end">
        <button type="button" onClick={() => setStep('asking')}>
          {t('removeData')}
        </button>
      </p>
    );
  }
  return (
    <fieldset class="remove-data">
      <legend>{t('removeData')}</legend>
      <p>{t('removeGoes')}</p>
      <p>{t('removeStays', { sis: sisName })}</p>
      <p>{t('removeOnDisk')}</p>
      <label class="box-line">
        <input
          type="checkbox"
          checked={otherBrowsers}
          onChange={({ currentTarget }) => setOtherBrowsers(currentTarget.checked)}
        />
        <span>{t('removeRoaming')}</span>
      </label>
      {typeof step === 'object' && <p role="alert">{fullReason(step.failed, sisName)}</p>}
      <p class="form-end">
        <button type="button" disabled={step === 'removing'} onClick={() => void remove()}>
          {t('removeNow')}
        </button>
        <button type="button" disabled={step === 'removing'} onClick={() => setStep('closed')}>
          {t('removeKeep')}
        </button>
      </p>
    </fieldset>
  );
}
