import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Promised, Shown } from '../evidence.ts';

const root = resolve(import.meta.dirname, '../..');

const isStep = ({ file }: Shown): boolean => file === '.ci/run';

/** How many of a file's tests have this very title as their first argument; of CI's script, how many lines. */
function found(shown: Shown): number {
  const source = readFileSync(resolve(root, shown.file), 'utf8');
  if (isStep(shown)) return source.split('\n').filter((line) => line === shown.title).length;
  const literal = shown.title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const call = new RegExp(`(?<!describe)\\(\\s*(['"\`])${literal}\\1,`, 'g');
  return [...source.matchAll(call)].length;
}

/** Tests that a table has the rows 1 to `length`, and that everything it names is there under that name. */
export function itIsComplete(table: Promised[], length: number): void {
  it('has every row once, in order', () => {
    expect(table.map(({ number }) => number)).toEqual(Array.from({ length }, (_, n) => n + 1));
  });

  it('says of a row without a test why there is none', () => {
    const silent = table.filter(({ shownBy, open }) => shownBy.length === 0 && !open);
    expect(silent).toEqual([]);
  });

  const named = table.flatMap(({ number, shownBy }) =>
    shownBy.map(({ file, title }) => ({ number, file, title })),
  );
  it.each(named)('row $number: $file has "$title"', (shown) => {
    expect(found(shown)).toBe(1);
  });
}
