import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScoreLine, ShownMark } from '../../lib/model/item-detail.ts';
import type { ChosenIn, ReadBack } from '../../lib/model/panel-view.ts';
import type { PreviewItem, ShownScore } from '../../lib/model/preview.ts';
import { reasonCodes } from '../../lib/model/reason.ts';
import type { FileProblem, ImportPreview } from '../../lib/model/set-up-file.ts';
import { authTypes } from '../../lib/model/sis-system.ts';
import { specialChoices } from '../../lib/model/special-score.ts';
import { type TotalsCause, totalsCauses } from '../../lib/model/totals.ts';
import { reasonText, t, tn } from '../../lib/text.ts';

const root = resolve(import.meta.dirname, '../..');

const catalogueOf = (language: string): Record<string, { message: string }> =>
  JSON.parse(readFileSync(join(root, `public/_locales/${language}/messages.json`), 'utf8'));

const catalogue = catalogueOf('en');

const sources = ['lib', 'components', 'entrypoints'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);
const code = `${sources.join('\n')}\n${readFileSync(join(root, 'wxt.config.ts'), 'utf8')}`;

/** Every kind of one union type, as keys write it: the compiler refuses a list with one too few or too many. */
const kinds = <K extends string>(all: Record<K, true>): string[] => Object.keys(all);

const scoreStates = kinds<ScoreLine['state']>({
  sent: true,
  changed: true,
  unsent: true,
  refused: true,
  unlinked: true,
  cleared: true,
  'not-sent': true,
  blank: true,
});

const never: readonly TotalsCause[] = ['drop-lowest', 'weights', 'rounding', 'changed-in-sis'];

/** Keys that the code builds: what they begin with, and every kind that can follow. */
const built: Record<string, readonly string[]> = {
  reason: reasonCodes,
  auth: authTypes,
  review: kinds<PreviewItem['kind']>({
    create: true,
    update: true,
    unchanged: true,
    skipped: true,
    problem: true,
  }),
  shownAs: kinds<NonNullable<ShownScore['mark']>>({
    exempt: true,
    missing: true,
    incomplete: true,
  }),
  readBack: kinds<ReadBack['state']>({ verified: true, differs: true, unread: true }),
  chosenIn: kinds<ChosenIn>({
    dialog: true,
    'bulk-edit': true,
    panel: true,
    native: true,
    rule: true,
    imported: true,
    restored: true,
    'other-browser': true,
  }),
  scoreCount: scoreStates,
  scoreState: scoreStates,
  mark: kinds<ShownMark>({
    excused: true,
    missing: true,
    incomplete: true,
    other: true,
    scale: true,
    'handed-in': true,
  }),
  special: specialChoices,
  totals: [
    ...totalsCauses,
    // What nothing that we read tells of is never counted.
    ...totalsCauses.filter((cause) => !never.includes(cause)).map((cause) => `${cause}_yes`),
  ],
  fileSetting: kinds<ImportPreview['settings'][number]>({
    pages: true,
    schedule: true,
    'new-items': true,
    'lms-domains': true,
  }),
  fileProblem: kinds<FileProblem['code']>({
    'too-large': true,
    'not-ours': true,
    'other-version': true,
    damaged: true,
  }),
};

const builtKeys = Object.entries(built).flatMap(([start, all]) =>
  all.map((kind) => `${start}_${kind.replaceAll('-', '_')}`),
);

/** A key as it stands in the code: without the ending that plurals get. */
const named = (key: string): string => key.replace(/_(one|other)$/, '');

const isWritten = (key: string): boolean =>
  [`'${key}'`, `"${key}"`, `__MSG_${key}__`].some((text) => code.includes(text));

describe('the text catalogue', () => {
  it.each(reasonCodes)('has a sentence for %s', (reason) => {
    expect(reasonText({ code: reason }, 'Example SIS')).not.toBe(`reason_${reason}`);
  });

  it('has no text that nothing shows', () => {
    const unused = Object.keys(catalogue).filter(
      (key) =>
        !builtKeys.includes(key) && !builtKeys.includes(named(key)) && !isWritten(named(key)),
    );
    expect(unused).toEqual([]);
  });

  it.each(['en', 'es'])('has every text that the code builds the key of, in %s', (language) => {
    const texts = Object.keys(catalogueOf(language));
    const known = new Set([...texts, ...texts.map(named)]);
    expect(builtKeys.filter((key) => !known.has(key))).toEqual([]);
  });

  it('knows every key that the code builds', () => {
    const starts = Array.from(code.matchAll(/`([A-Za-z]+)_\$\{/g), ([, start = '']) => start);
    expect(new Set(starts)).toEqual(new Set(Object.keys(built)));
  });

  it('has only names that Chrome takes: with another one it refuses the whole extension', () => {
    expect(Object.keys(catalogue).filter((key) => !/^[A-Za-z0-9_@]+$/.test(key))).toEqual([]);
  });

  it('has both forms of every plural', () => {
    const ones = Object.keys(catalogue).filter((key) => key.endsWith('_one'));
    expect(ones.filter((key) => !(key.replace(/_one$/, '_other') in catalogue))).toEqual([]);
  });

  it('fills holes and leaves no other braces', () => {
    expect(t('syncing', { done: 3, total: 14 })).toBe('Syncing 3 of 14');
    expect(tn('syncButton', 1)).toBe('Sync 1 item');
    expect(tn('syncButton', 14)).toBe('Sync 14 items');
    const odd = Object.entries(catalogue).filter(([, { message }]) =>
      /[{}]/.test(message.replace(/\{\w+\}/g, '')),
    );
    expect(odd).toEqual([]);
  });
});
