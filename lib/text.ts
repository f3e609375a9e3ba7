import { browser } from 'wxt/browser';
import type { Reason } from './model/reason.ts';
import { once } from './once.ts';

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

/**
 * The browser's language, for dates and numbers. It is another only once the browser has been started anew, and a list of
 * items would ask for it hundreds of times.
 */
export const language = once(() => browser.i18n.getUILanguage());

/** Keeps what is made for the browser's language: to make a format takes a tenth of a millisecond. */
/* @__NO_SIDE_EFFECTS__ */
export const perLanguage = <Made>(make: (language: string) => Made): (() => Made) =>
  once(() => make(language()));

/** A way of writing dates and times. */
/* @__NO_SIDE_EFFECTS__ */
export function dateFormat(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  return perLanguage((language) => new Intl.DateTimeFormat(language, options));
}

const pluralRules = perLanguage((language) => new Intl.PluralRules(language));

/** The text `key` of public/_locales in the browser's language, with `{name}` holes filled. Unknown key: the key itself. */
export const t = (key: string, subs: Subs = {}): string => fill(raw(key) || key, subs);

/** Like t, choosing `<key>_one`, `<key>_other` … by the language's plural rules; `{n}` is the number. */
export function tn(key: string, n: number, subs: Subs = {}): string {
  const form = pluralRules().select(n);
  const message = raw(`${key}_${form}`) || raw(`${key}_other`) || key;
  return fill(message, { n, ...subs });
}

/** The sentence for a reason: what happened and what to do. A parameter that is a day is written as people write it. */
export function reasonText({ code, params = {} }: Reason, sisName: string): string {
  const shown = Object.entries(params).map(([name, value]) => [name, dayWords(value)]);
  return t(`reason_${code}`, { sis: sisName, ...Object.fromEntries(shown) });
}

const plainDays = dateFormat({ dateStyle: 'medium', timeZone: 'UTC' });

/** "Oct 3, 2026" of a calendar day, `YYYY-MM-DD`: the same day everywhere. */
export const plainDay = (day: string): string => plainDays().format(Date.parse(`${day}T12:00:00Z`));

/** The same of what may be such a day; anything else as it is. */
export function dayWords(value: string | number): string | number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return value;
  return plainDay(String(value));
}
