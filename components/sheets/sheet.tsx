import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/text.ts';

type Props = {
  title: string;
  /** `small` = a box in the middle; `large` covers the popup, and stands at the side of the tab. */
  size: 'small' | 'large';
  children: ComponentChildren;
  /** What stands at the bottom beside Close. */
  footer?: ComponentChildren;
  onClose: () => void;
};

/** Something that stands over the list. The browser holds the focus inside; closed, it goes back to what had it before. */
export function Sheet({ title, size, children, footer, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class={`sheet ${size}`}
      aria-labelledby="sheet-title"
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
      <h2 id="sheet-title" tabIndex={-1}>
        {title}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may hold nothing that takes the focus */}
      <section class="sheet-body" aria-labelledby="sheet-title" tabIndex={0}>
        {children}
      </section>
      <footer class="sheet-footer">
        {footer}
        <button type="button" onClick={close}>
          {t('syncNoticeClose')}
        </button>
      </footer>
    </dialog>
  );
}
