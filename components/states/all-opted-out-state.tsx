import { t } from '../../lib/text.ts';
import { StateCard } from '../state-card.tsx';

export const AllOptedOutState = ({ sisName }: { sisName: string }) => (
  <StateCard title={t('allOptedOutTitle')}>
    <p>{t('allOptedOutText', { sis: sisName })}</p>
  </StateCard>
);
