import { describe, expect, it } from 'vitest';
import { alwaysDrawn, chunksOf, isLong } from '../../../components/list/row-chunks.ts';
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
  const chunks = chunksOf([group('1', 50), group('2', 15), group('3', 140)], true);

  it('has all rows in their order, each course begun with its title', () => {
    const tens = (count: number): number[] => Array.from({ length: count }, () => 10);
    expect(chunks.map(({ rows }) => rows.length)).toEqual([...tens(5), 10, 5, ...tens(14)]);
    expect(chunks.flatMap(({ heading }) => heading ?? [])).toEqual([
      'Course 1',
      'Course 2',
      'Course 3',
    ]);
    expect(chunks[5]?.heading).toBe('Course 2');
  });

  it('knows how many rows of the table come before each, titles of courses among them', () => {
    expect(chunks.map(({ before }) => before)).toEqual([
      0, 11, 21, 31, 41, 51, 62, 67, 78, 88, 98, 108, 118, 128, 138, 148, 158, 168, 178, 188, 198,
    ]);
  });

  it('always draws both ends, and the row that the keyboard is at with its neighbours', () => {
    const current = itemKeyText({ origin, sectionId: '3', itemId: '65' });
    const drawn = alwaysDrawn(chunks, current);
    const at = chunks.flatMap(({ id }, n) => (drawn.has(id) ? [n] : []));
    expect(at).toEqual([0, 12, 13, 14, 20]);
  });

  it('is drawn whole where it is not long', () => {
    expect(isLong(201)).toBe(true);
    expect(isLong(200)).toBe(false);
  });
});
