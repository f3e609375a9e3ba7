import { describe, expect, it } from 'vitest';
import { profileOf } from '../../../lib/sis/profile.ts';
import type { ItemFields } from '../../../lib/sis/sis-client.ts';
import { toResult } from '../../../lib/sync/plan/score-result.ts';
import {
  differingFields,
  isBlank,
  sameStanding,
  standingOf,
} from '../../../lib/sync/plan/sis-value.ts';

const shown = (
  scoreStatus: string,
  score: number | null,
  flags: { missing?: boolean; incomplete?: boolean } = {},
) => standingOf({ missing: false, incomplete: false, ...flags, scoreStatus, score });

describe('what a score says', () => {
  it.each([
    ['points', shown('fully graded', 88), { mark: null, score: 88 }],
    ['points without a status', shown('', 88), { mark: null, score: 88 }],
    ['points handed in', shown('submitted', 88), { mark: null, score: 88 }],
    ['points above the maximum', shown('fully graded', 130), { mark: null, score: 130 }],
    ['a real zero', shown('fully graded', 0), { mark: null, score: 0 }],
    ['a third place that the SIS cuts', shown('fully graded', 8.333), { mark: null, score: 8.33 }],
    ['exempt', shown('exempt', null), { mark: 'exempt', score: null }],
    ['exempt with the 0 of eSchoolPlus', shown('exempt', 0), { mark: 'exempt', score: null }],
    ['missing by flag', shown('', null, { missing: true }), { mark: 'missing', score: null }],
    ['missing with a number beside', shown('not submitted', 0), { mark: 'missing', score: null }],
    [
      'missing, and half the points all the same',
      shown('fully graded', 50, { missing: true }),
      { mark: 'missing', score: 50 },
    ],
    ['not submitted and graded', shown('not submitted', 50), { mark: null, score: 50 }],
    [
      'incomplete',
      shown('partially graded', null, { incomplete: true }),
      { mark: 'incomplete', score: null },
    ],
    [
      'incomplete without flags',
      shown('partially graded', null),
      { mark: 'incomplete', score: null },
    ],
    ['nothing', shown('', null), { mark: null, score: null }],
  ])('%s', (_, standing, expected) => {
    expect(standing).toEqual(expected);
  });

  it('is blank where there is no row', () => {
    expect(isBlank(standingOf(undefined))).toBe(true);
  });
});

describe('a mark that goes out and comes back', () => {
  const systems = [
    ['oneroster', '1.2'],
    ['oneroster', '1.1'],
    ['eschoolplus', '1.2'],
    ['eschoolplus', '1.1'],
  ] as const;
  const marks = ['excused', 'missing'] as const;
  it.each(
    systems.flatMap(([system, version]) => marks.map((mark) => [mark, system, version] as const)),
  )('%s on %s %s is the same, with and without the flags', (exception, system, version) => {
    const score = { uid: '1', itemId: '1', points: null, exception };
    // A Missing is said to a system without flags only where the teacher has chosen 0 for it.
    const chosen =
      version === '1.1' || system === 'eschoolplus' ? { missing: 'zero' as const } : {};
    const cell = toResult(score, 'li', 's', { ...profileOf(system, version), chosen });
    if (cell.kind !== 'result') throw new Error('nothing to send');
    const { payload: sent } = cell;
    const bare = { ...sent, missing: false, incomplete: false };
    expect(sameStanding(standingOf(sent), standingOf(bare))).toBe(true);
  });
});

describe('two line items', () => {
  const quiz: ItemFields = { title: 'Quiz 3', dueDay: '2026-10-02', points: 25, categoryId: 'c1' };
  it.each<[string, Partial<ItemFields>, string[]]>([
    ['the same', {}, []],
    ['white space in the title', { title: ' Quiz  3 ' }, []],
    ['what the SIS does not say', { dueDay: null, points: null, categoryId: null }, []],
    ['a shorter title', { title: 'Quiz' }, ['title']],
    ['another day', { dueDay: '2026-10-03' }, ['dueDay']],
    ['other points and category', { points: 50, categoryId: 'c2' }, ['points', 'categoryId']],
  ])('%s', (_, change, expected) => {
    expect(differingFields(quiz, { ...quiz, ...change })).toEqual(expected);
  });
});
