import { describe, expect, it } from 'vitest';
import { alwaysDrawn, chunksOf, isLong } from '../../../components/row-chunks.ts';
import { itemKeyText } from '../../../lib/model/item-key.ts';
import { aRow, origin } from './fake-views.ts';

const group = (sectionId: string, count: number) => ({
  section: { origin, sectionId, title: `Course ${sectionId}` },
  rows: Array.from({ length: count }, (_, n) => {
    const row = aRow(String(n));
    return { ...row, key: { ...row.key, sectionId } };
  }),
});

describe('a long list in pieces', () => {
  const chunks = chunksOf([group('1', 90), group('2', 30), group('3', 200)], true);

  it('has all rows in their order, each course begun with its title', () => {
    expect(chunks.map(({ rows }) => rows.length)).toEqual([40, 40, 10, 30, 40, 40, 40, 40, 40]);
    expect(chunks.map(({ heading }) => heading !== null)).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('knows how many rows of the table come before each, titles of courses among them', () => {
    expect(chunks.map(({ before }) => before)).toEqual([0, 41, 81, 91, 122, 163, 203, 243, 283]);
  });

  it('always draws both ends, and the row that the keyboard is at with its neighbours', () => {
    const current = itemKeyText({ origin, sectionId: '3', itemId: '85' });
    const drawn = alwaysDrawn(chunks, current);
    expect(chunks.map(({ id }) => drawn.has(id))).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('is drawn whole where it is not long', () => {
    expect(isLong(chunks)).toBe(true);
    expect(isLong(chunksOf([group('1', 200)], false))).toBe(false);
  });
});
