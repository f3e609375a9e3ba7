import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { t } from '../../lib/text.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const filesOf = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => join(folder, file));

/** Code without comments and without the words of errors, which are for whoever mends them. */
const shownCode = (code: string): string =>
  code
    .replace(/(?<=^|\s)\/\*[\s\S]*?\*\//gm, '')
    .replace(/(?<=^|\s)\/\/.*$/gm, '')
    .replace(/(?:\w*Error|super)\([^'"`()]*(?:'[^'\n]*'|`[^`]*`)/g, '');

const literal = /(?:'[^'\n]*'|"[^"\n]*"|`[^`]*`)/.source;
const readable = 'textContent|innerText|title|ariaLabel|placeholder|label|message';
const heard = 'aria-label|title|placeholder|alt|label';

const patterns = [
  // A sentence or a label: it begins with a capital letter and goes on after a space.
  /'[A-ZÀ-Ý][a-zà-ÿ]+[,:]? \(?[\wÀ-ÿ][^'\n]*'|`[A-ZÀ-Ý][a-zà-ÿ]+[,:]? \(?[\wÀ-ÿ][^`]*`/g,
  // Any word given to what is read or heard: of an element, a menu, a badge, a notification.
  new RegExp(`\\b(?:${readable})\\s*[:=]\\s*${literal}`, 'g'),
  new RegExp(`setAttribute\\('(?:${heard})', ${literal}`, 'g'),
];

/** The same in JSX, and words between tags. */
const drawn = [
  new RegExp(`\\b(?:${heard})=(?:"[^"]*"|\\{\`[^\`]*\`\\})`, 'g'),
  /(?<=[a-z"'}\s])>[^<>{}=;()]*[A-Za-zÀ-ÿ]{2}[^<>{}=;()]*(?:<\/|\{|<[a-z])/g,
];

/** A catalogue key is looked up by something else. */
const isKey = (text: string): boolean => t(text) !== text;

const wordsIn = (code: string, isDrawn: boolean): string[] =>
  [...patterns, ...(isDrawn ? drawn : [])]
    .flatMap((pattern) => shownCode(code).match(pattern) ?? [])
    .filter((found) => {
      const [, quoted = found] = /['"`]([^'"`]*)['"`]\}?$/.exec(found) ?? [];
      return /[A-Za-zÀ-ÿ]{2}/.test(quoted.replace(/\$\{[^}]*\}/g, '')) && !isKey(quoted);
    });

/** Where words stand in the code with reason. */
const rightly: Record<string, string> = {
  'components/layout-note.tsx': 'a diagnosis to be copied and sent to whoever mends it',
  'components/sheets/item/details-text.ts': 'the same of one item',
  'lib/model/sis-system.ts': 'names of products',
};

/** What lib/sis says of an answer is quoted as a message, as the server's own words are. */
const isShown = (file: string): boolean => !file.startsWith(join('lib', 'sis'));

describe('what people read', () => {
  const files = ['components', 'entrypoints', 'lib']
    .flatMap((folder) => filesOf(folder, /\.tsx?$/))
    .filter(isShown);

  it.each(files)('of %s is in the catalogue', (file) => {
    const found = wordsIn(read(file), file.endsWith('.tsx'));
    if (file in rightly) expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });

  it.each(filesOf('entrypoints', /\.html$/))('of %s is our name, until its script runs', (file) => {
    const said = read(file)
      .replace(/<!--[\s\S]*?-->/g, '')
      .match(/(?<=>)[^<>]*\w[^<>]*(?=<)/g);
    expect(said).toEqual([t('panelTitle')]);
  });

  it('of the manifest is in the catalogue', () => {
    const config = shownCode(read('wxt.config.ts'));
    const named = config.match(/\b(?:name|description|default_title|short_name): '[^']*'/g) ?? [];
    expect(named.filter((found) => !found.includes("'__MSG_"))).toEqual([
      `short_name: '${t('panelTitle')}'`,
    ]);
    expect(named).toHaveLength(3);
  });

  it.each([
    ['<p class="note">Nothing here</p>', true],
    ['<p>Hello {name}</p>', true],
    ['<button aria-label="Close">', true],
    ["<p>{t('never')}</p>", false],
    ["button.textContent = 'Sync';", true],
    ["box.setAttribute('aria-label', 'Sync')", true],
    ["{ title: 'Failed', message: t('noticeFailedText') }", true],
    ["const said = 'Nothing was sent';", true],
    ["throw new Error('Nothing was sent');", false],
    ["{ title: 'columnItem' }", false],
  ])('in %s: words that are not: %o', (code, are) => {
    expect(wordsIn(code, true).length > 0).toBe(are);
  });
});
