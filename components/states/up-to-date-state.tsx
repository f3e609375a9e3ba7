import { t } from '../../lib/text.ts';
import { CheckIcon } from '../icons.tsx';
import { clockText } from '../time-text.ts';

/** `at`: when Schoology was read last. */
export const UpToDateState = ({ sisName, at }: { sisName: string; at: number }) => (
  <p class="note text-ok">
    <CheckIcon /> {t('upToDateAsOf', { sis: sisName, time: clockText(at) })}
  </p>
);
