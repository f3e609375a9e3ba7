import { reasonText, t } from '../../lib/text.ts';
import { StateCard } from '../state-card.tsx';

type Props = { origin: string | null; sisName: string };

/** Signed out of Schoology, with no list from earlier to show. */
export const SignedOutState = ({ origin, sisName }: Props) => (
  <StateCard title={t('signedOutTitle')}>
    <p>{reasonText({ code: 'LMS_SIGNED_OUT' }, sisName)}</p>
    {origin && (
      <p class="state-actions">
        <a class="button" href={origin} target="_blank" rel="noreferrer">
          {t('fixSchoology')}
        </a>
      </p>
    )}
  </StateCard>
);
