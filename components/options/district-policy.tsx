import { t } from '../../lib/text.ts';
import { LockIcon } from '../icons.tsx';

/**
 * What the district has set, in the policy's own names: a browser drops what does not fit the policy's schema before
 * anyone here can see it, so the person who wrote the policy must be able to compare.
 */
export const DistrictPolicy = ({ keys }: { keys: string[] }) =>
  keys.length > 0 && (
    <details class="district-policy muted">
      <summary>
        <LockIcon /> {t('setByDistrict')}
      </summary>
      <p>{t('policyKeys')}</p>
      <ul>
        {keys.map((key) => (
          <li key={key}>
            <code>{key}</code>
          </li>
        ))}
      </ul>
      <p>{t('policyKeysMissing')}</p>
    </details>
  );
