import { browser } from 'wxt/browser';
import type { Reason } from './model/reason.ts';

type Subs = Record<string, string | number>;

const fill = (message: string, subs: Subs): string =>
  message.replace(/\{(\w+)\}/g, (hole, name: string) => String(subs[name] ?? hole));

const known = new Map<string, string>();

/** Each text is looked up once: the browser answers slowly in pages, and not at all once the extension is gone. */
function raw(key: string): string {
  const text =
    known.get(key) ?? browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0]);
  known.set(key, text);
  return text;
}

/** Looks texts up now that may be needed when the extension was updated or removed under a page. */
export const keepTexts = (...keys: string[]): void => keys.forEach(raw);

/** The browser's language, for dates and numbers. */
export const language = (): string => browser.i18n.getUILanguage();

/** The text `key` of public/_locales in the browser's language, with `{name}` holes filled. Unknown key: the key itself. */
export const t = (key: string, subs: Subs = {}): string => fill(raw(key) || key, subs);

/** Like t, choosing `<key>_one`, `<key>_other` … by the language's plural rules; `{n}` is the number. */
export function tn(key: string, n: number, subs: Subs = {}): string {
  const form = new Intl.PluralRules(browser.i18n.getUILanguage()).select(n);
  const message = raw(`${key}_${form}`) || raw(`${key}_other`) || key;
  return fill(message, { n, ...subs });
}

/** The sentence for a reason: what happened and what to do. */
export const reasonText = (reason: Reason, sisName: string): string =>
  t(`reason_${reason.code}`, { sis: sisName, ...reason.params });
