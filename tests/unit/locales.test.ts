import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const locales = join(root, 'public/_locales');

type Catalogue = Record<string, { message: string }>;
const read = (language: string): Catalogue =>
  JSON.parse(readFileSync(join(locales, language, 'messages.json'), 'utf8'));

const en = read('en');
const others = readdirSync(locales).filter((language) => language !== 'en');

/** Texts that are rightly the same: our name, words that both languages share, and what is made of holes alone. */
const shared: Record<string, string[]> = { es: ['panelTitle', 'no', 'ofMax', 'fileSpecial'] };

const holes = (text: string): string[] =>
  Array.from(text.matchAll(/\{(\w+)\}/g), ([hole]) => hole).toSorted();

/** Buttons that sentences tell people to press. */
const buttons = [
  'checkForChanges',
  'copyDetails',
  'editSisTitle',
  'fixAccess',
  'fixConfirm',
  'fixConnect',
  'keepSis',
  'repair',
  'retryFailed',
  'review',
  'save',
  'sync',
  'syncNoticeClose',
  'tryAgain',
];

/** What a button is called, without its count and its dots. */
const nameOf = (catalogue: Catalogue, button: string): string =>
  (catalogue[button]?.message ?? '').replace(/ \(\{n\}\)|…/g, '');

/** The buttons that the English text tells people to press; `none` = there is none of that name. */
const pressedIn = (key: string): string[] =>
  Array.from(en[key]?.message.matchAll(/\b[Pp]ress (?=[A-Z])(.*)/g) ?? [], ([, rest = '']) => {
    const named = buttons.filter((button) => rest.startsWith(nameOf(en, button)));
    return named.toSorted((a, b) => nameOf(en, b).length - nameOf(en, a).length)[0] ?? 'none';
  });

it('there is Spanish', () => expect(others).toContain('es'));

describe.each(others)('the catalogue %s', (language) => {
  const catalogue = read(language);

  it('has the keys of the English one, and no others', () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(en));
  });

  it('has the same holes in every text', () => {
    const odd = Object.keys(en).filter(
      (key) => holes(catalogue[key]?.message ?? '').join() !== holes(en[key]?.message ?? '').join(),
    );
    expect(odd).toEqual([]);
  });

  it('has no English text left, and no empty one', () => {
    const left = Object.keys(en).filter((key) => {
      const text = catalogue[key]?.message ?? '';
      return text.trim() === '' || text === en[key]?.message;
    });
    expect(left).toEqual(shared[language] ?? []);
  });

  it('calls buttons in its sentences what they are called', () => {
    const odd = Object.keys(en).filter((key) =>
      pressedIn(key).some((button) => !catalogue[key]?.message.includes(nameOf(catalogue, button))),
    );
    expect(odd).toEqual([]);
  });
});

describe('what the English catalogue says to press', () => {
  it('is a button that is called so', () => {
    const unknown = Object.keys(en).filter((key) => pressedIn(key).includes('none'));
    expect(unknown).toEqual([]);
    expect(pressedIn('reason_CHANGED_IN_SIS')).toEqual(['keepSis']);
    expect(pressedIn('reason_CATEGORY_UNMAPPED')).toEqual(['sync']);
  });
});
