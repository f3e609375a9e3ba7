import { describe, expect, it } from 'vitest';
import { suggestTitle } from '../../../lib/model/short-title.ts';

describe('a title for the SIS', () => {
  it.each([
    ['fits', 'Quiz 5', 10, null],
    ['fits to the last character', 'Quiz 5', 6, null],
    ['has no limit', 'Quiz 5', null, null],
    ['is cut at a word', 'Graphing systems of linear inequalities', 20, 'Graphing systems of'],
    ['is cut where a word ends', 'Graphing systems of', 16, 'Graphing systems'],
    ['leaves no sign at the end', 'Reading log: weeks 3 to 6', 13, 'Reading log'],
    ['of one long word is cut where the room ends', 'Donaudampfschiff', 6, 'Donaud'],
    ['is counted in characters as people count them', '🎨🎨🎨 art', 3, '🎨🎨🎨'],
  ])('that %s', (_, title, max, expected) => {
    expect(suggestTitle(title, max, [])).toBe(expected);
  });

  it('that another item has gets a number, however it is written there', () => {
    expect(suggestTitle('Practice set', 50, [' practice SET'])).toBe('Practice set (2)');
    expect(suggestTitle('Practice set', 50, ['Practice set', 'Practice set (2)'])).toBe(
      'Practice set (3)',
    );
    expect(suggestTitle('Practice set four', 16, ['Practice set'])).toBe('Practice set (2)');
    expect(suggestTitle('Practice set', null, ['Practice set'])).toBe('Practice set (2)');
  });
});
