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
    const sentence = (key: string): string => catalogue[key]?.message ?? '';
    expect(sentence('reason_LMS_DOWN')).toContain(sentence('checkForChanges'));
    expect(sentence('reason_STORAGE_UNSAFE')).toContain(sentence('fixConfirm'));
    expect(sentence('reason_NO_HOST_ACCESS')).toContain(sentence('fixAccess'));
    expect(sentence('reason_NOT_CONFIGURED')).toContain(sentence('fixConnect'));
    expect(sentence('retryFailed')).toMatch(/^\S/);
    const retry = sentence('retryFailed').replace(' ({n})', '');
    for (const code of ['REJECTED', 'CONFLICT', 'NO_PERMISSION', 'ITEM_REMOVED_IN_SIS']) {
      expect(sentence(`reason_${code}`)).toContain(retry);
    }
  });
});

describe('what components draw', () => {
  const files = readdirSync(join(root, 'components'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => ({ file, code: readFileSync(join(root, 'components', file), 'utf8') }));

  /** Words between tags, and words in the attributes that people read or hear. */
  const texts = [
    /(?<=[a-z"'}\s])>[^<>{}=;()]*[A-Za-zÀ-ÿ]{2}[^<>{}=;()]*(?:<\/|\{|<[a-z])/g,
    /\b(?:aria-label|title|placeholder|alt|label)="[^"]*"/g,
    /\b(?:aria-label|title|placeholder|alt|label)=\{`[^`]*`\}/g,
  ];

  it.each(files)('$file takes its words from the catalogue', ({ code }) => {
    expect(texts.flatMap((pattern) => code.match(pattern) ?? [])).toEqual([]);
  });

  it('would notice words that stand in the code', () => {
    const found = (code: string) => texts.flatMap((pattern) => code.match(pattern) ?? []);
    expect(found('<p class="note">Nothing here</p>')).toHaveLength(1);
    expect(found('<p>Hello {name}</p>')).toHaveLength(1);
    expect(found('<button aria-label="Close">')).toHaveLength(1);
    expect(found("<p>{t('never')}</p>")).toHaveLength(0);
  });
});
