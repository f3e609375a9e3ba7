import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../lib/text.ts';
import { setSingleKeys, singleKeysOn } from './key-preference.ts';

/** Keys as they are printed on keyboards, and what each does. */
const keys: { keys: string[]; text: string }[] = [
  { keys: ['/'], text: 'keySearch' },
  { keys: ['↓', 'j'], text: 'keyNext' },
  { keys: ['↑', 'k'], text: 'keyPrevious' },
  { keys: ['␣'], text: 'keyInclude' },
  { keys: ['s'], text: 'keySync' },
  { keys: ['?'], text: 'keyHelp' },
  { keys: ['Esc'], text: 'keyLeave' },
];

/** The panel's keys. The browser holds the focus inside; closed, it goes back to what had it before. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [letters, setLetters] = useState(singleKeysOn);
  const opener = useRef(document.activeElement);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="keys"
      aria-labelledby="keys-title"
      onClose={() => {
        if (opener.current instanceof HTMLElement) opener.current.focus();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault(); // Chrome would close the whole popup
        close();
      }}
    >
      <h2 id="keys-title">{t('keyboard')}</h2>
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
      <label class="key-switch">
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
      <button type="button" onClick={close}>
        {t('syncNoticeClose')}
      </button>
    </dialog>
  );
}
