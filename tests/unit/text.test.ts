import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../../lib/model/reason.ts';
import { reasonText, t, tn } from '../../lib/text.ts';

const root = resolve(import.meta.dirname, '../..');
const catalogue = JSON.parse(
  readFileSync(join(root, 'public/_locales/en/messages.json'), 'utf8'),
) as Record<string, { message: string }>;

const sources = ['lib', 'components', 'entrypoints'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);
const code = `${sources.join('\n')}\n${readFileSync(join(root, 'wxt.config.ts'), 'utf8')}`;

/** A key as it stands in the code: without the ending that plurals and reasons get. */
const named = (key: string): string =>
  key.replace(/_(one|other)$/, '').replace(/^(reason|auth)_.*/, '$1_');

describe('the text catalogue', () => {
  it.each(reasonCodes)('has a sentence for %s', (reason) => {
    expect(reasonText({ code: reason }, 'Example SIS')).not.toBe(`reason_${reason}`);
  });

  it('has no text that nothing shows', () => {
    const unused = Object.keys(catalogue).filter((key) => !code.includes(named(key)));
    expect(unused).toEqual([]);
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
