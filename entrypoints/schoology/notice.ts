import { keepTexts, t } from '../../lib/text.ts';
import { make } from './marks.ts';

/** To be called while the extension lives, on every page where a choice can be made. */
export const keepLastTexts = (): void =>
  keepTexts('syncBoxReload', 'syncSaveFailed', 'syncNoticeClose');

/** Says, after the form is gone, that a choice could not be stored. Stays until closed: it must not be missed. */
export function showSaveFailed(document: Document): void {
  const close = make(document, 'button', { type: 'button' }, t('syncNoticeClose'));
  const notice = make(
    document,
    'div',
    { class: 'sync-to-sis-notice', role: 'alert' },
    make(document, 'p', {}, t('syncSaveFailed')),
    close,
  );
  close.addEventListener('click', () => notice.remove());
  document.body.append(notice);
}
