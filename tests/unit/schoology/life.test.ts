import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beginLife, type Life } from '../../../entrypoints/schoology/life.ts';

let id: string | undefined;
const begin = (): Life | null => beginLife(document, () => id);

beforeEach(() => {
  id = 'ours';
});
afterEach(() => void begin()); // ends the one before

describe('the life of a script in a page', () => {
  test('lasts until a newer copy begins', () => {
    const first = begin();
    expect(first?.lasts()).toBe(true);
    const second = begin();
    expect([first?.lasts(), second?.lasts()]).toEqual([false, true]);
    expect(first?.signal.aborted).toBe(true);
  });

  test('is not ended by another extension', () => {
    const first = begin();
    id = 'another';
    const second = begin();
    id = 'ours';
    expect([first?.lasts(), second?.lasts()]).toEqual([true, true]);
  });

  test('ends when the extension is gone, and tells so once', () => {
    const life = begin();
    let ends = 0;
    life?.signal.addEventListener('abort', () => ends++);
    id = undefined;
    expect([life?.lasts(), life?.lasts()]).toEqual([false, false]);
    expect(ends).toBe(1);
  });

  test('does not begin where the extension is gone', () => {
    id = undefined;
    expect(begin()).toBeNull();
  });
});
