import { t } from '../lib/text.ts';
import { AlertIcon } from './icons.tsx';

type Props = {
  /** Places and kinds of trouble, without titles and names. */
  problems: string[];
  version: string;
  onCopy: (diagnosis: string) => void;
};

/** Schoology's pages have changed: said once, with what a person who can mend it needs to know. */
export function LayoutNote({ problems, version, onCopy }: Props) {
  const diagnosis = [`Sync to SIS ${version}`, ...problems].join('\n');
  return (
    <div class="problem" role="note">
      <AlertIcon />
      <p class="problem-text">
        {t('layoutChanged')} <code>{problems.join(', ')}</code>
      </p>
      <div class="problem-fix">
        <button type="button" onClick={() => onCopy(diagnosis)}>
          {t('copyDetails')}
        </button>
      </div>
    </div>
  );
}
