import { language, t } from '../lib/text.ts';

/** Says in which language and direction the page is, for screen readers, hyphenation and right-to-left. */
export function setPageLanguage(title: string): void {
  const { documentElement } = document;
  document.title = title;
  documentElement.lang = language();
  documentElement.dir = t('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
}
