import { t } from '../../lib/text.ts';
import { make } from './marks.ts';

type NoticeTexts = { failed: string; close: string };

export const noticeTexts = (): NoticeTexts => ({
  failed: t('syncSaveFailed'),
  close: t('syncNoticeClose'),
});

/** Says, after the form is gone, that a choice could not be stored. Stays until closed: it must not be missed. */
export function showSaveFailed(document: Document, texts: NoticeTexts = noticeTexts()): void {
  const close = make(document, 'button', { type: 'button' }, texts.close);
  const notice = make(
    document,
    'div',
    { class: 'sync-to-sis-notice', role: 'alert' },
    make(document, 'p', {}, texts.failed),
    close,
  );
  close.addEventListener('click', () => notice.remove());
  document.body.append(notice);
}
