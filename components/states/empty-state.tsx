import { t } from '../../lib/text.ts';
import { StateCard } from '../state-card.tsx';

export const EmptyState = () => (
  <StateCard title={t('emptyTitle')}>
    <p>{t('emptyText')}</p>
  </StateCard>
);
