import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultMatrix } from '../../reliability/matrix.ts';

const root = resolve(import.meta.dirname, '../../..');

/** How many of a file's tests have this very title as their first argument. */
function testsNamed(file: string, title: string): number {
  const literal = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const call = new RegExp(`(?<!describe)\\(\\s*(['"\`])${literal}\\1,`, 'g');
  return [...readFileSync(resolve(root, file), 'utf8').matchAll(call)].length;
}

describe('the fault matrix', () => {
  it('has every row once, in order', () => {
    expect(faultMatrix.map(({ number }) => number)).toEqual(
      Array.from({ length: 38 }, (_, n) => n + 1),
    );
  });

  it('says of a row without a test why there is none', () => {
    const silent = faultMatrix.filter(({ shownBy, open }) => shownBy.length === 0 && !open);
    expect(silent).toEqual([]);
  });

  const named = faultMatrix.flatMap(({ number, shownBy }) =>
    shownBy.map(({ file, title }) => ({ number, file, title })),
  );
  it.each(named)('row $number: $file has "$title"', ({ file, title }) => {
    expect(testsNamed(file, title)).toBe(1);
  });
});
