import { t } from '../../lib/text.ts';
import { StateCard } from '../state-card.tsx';

export const LoadingState = () => (
  <StateCard title={t('loadingTitle')} busy>
    <div class="skeleton" />
    <div class="skeleton" />
    <div class="skeleton" />
  </StateCard>
);
