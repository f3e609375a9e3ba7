import { useState } from 'preact/hooks';
import { t } from '../../lib/text.ts';
import { setSingleKeys, singleKeysOn } from '../key-preference.ts';
import { Sheet } from './sheet.tsx';

/** Keys as they are printed on keyboards, and what each does. */
const keys: { keys: string[]; text: string }[] = [
  { keys: ['Alt', 'Shift', 'S'], text: 'keyOpen' },
  { keys: ['/'], text: 'keySearch' },
  { keys: ['↓', 'j'], text: 'keyNext' },
  { keys: ['↑', 'k'], text: 'keyPrevious' },
  { keys: ['␣'], text: 'keyInclude' },
  { keys: ['Enter'], text: 'keyOpenItem' },
  { keys: ['s'], text: 'keySync' },
  { keys: ['r'], text: 'keyRetry' },
  { keys: ['?'], text: 'keyHelp' },
  { keys: ['Esc'], text: 'keyLeave' },
];

/** The panel's keys. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const [letters, setLetters] = useState(singleKeysOn);
  return (
    <Sheet title={t('keyboard')} size="small" onClose={onClose}>
      <dl class="key-list">
        {keys.map(({ keys: names, text }) => (
          <div key={text} class="key-line">
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name === '␣' ? t('spaceBar') : name}</kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <label class="box-line">
        <input
          type="checkbox"
          checked={letters}
          onChange={({ currentTarget: { checked } }) => {
            setSingleKeys(checked);
            setLetters(checked);
          }}
        />
        {t('singleKeys')}
      </label>
    </Sheet>
  );
}
