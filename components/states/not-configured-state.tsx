import { reasonText, t } from '../../lib/text.ts';
import { optionsPage } from '../options/options-link.ts';
import { StateCard } from '../state-card.tsx';

export const NotConfiguredState = ({ sisName }: { sisName: string }) => (
  <StateCard title={t('notConfiguredTitle', { sis: sisName })}>
    <p>{reasonText({ code: 'NOT_CONFIGURED' }, sisName)}</p>
    <p class="state-actions">
      <a class="button primary" href={optionsPage('connection')} target="_blank" rel="noreferrer">
        {t('fixConnect')}
      </a>
    </p>
  </StateCard>
);
