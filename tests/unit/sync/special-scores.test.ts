import { describe, expect, it } from 'vitest';
import type { Exception, Score } from '../../../lib/model/graded-item.ts';
import type { OneRosterVersion, SisSystem } from '../../../lib/model/sis-system.ts';
import type { SpecialChoice } from '../../../lib/model/special-score.ts';
import { createCodec } from '../../../lib/sis/oneroster/codec.ts';
import { profileOf } from '../../../lib/sis/profile.ts';
import { plan } from '../../../lib/sync/plan/plan.ts';
import { sayable, toResult } from '../../../lib/sync/plan/score-result.ts';
import { item, key, link, score, snapshot } from './course.ts';

type Sis = [SisSystem, OneRosterVersion];
const newer: Sis = ['oneroster', '1.2'];
const older: Sis = ['oneroster', '1.1'];
const eschool: Sis = ['eschoolplus', '1.2'];

/** Status, score and flags as they go over the wire, or why nothing goes. */
function wire([system, version]: Sis, cell: Partial<Score>, chosen: SpecialChoice | null = null) {
  const profile = profileOf(system, version);
  const codec = createCodec(profile, {
    rosteringUrl: 'https://s.example',
    gradebookUrl: 'https://s.example',
  });
  const { exception } = cell;
  const special = chosen && exception && exception !== 'other' ? { [exception]: chosen } : {};
  const rules = { specialScores: profile.specialScores, chosen: special };
  const made = toResult({ ...score('1', '1', null), ...cell }, 'line', 'stu-1', rules);
  if (made.kind !== 'result') return made.kind;
  const { result } = codec.encodeResult(made.payload, 0) as { result: Record<string, unknown> };
  const { scoreStatus, score: points, missing, incomplete } = result;
  const flags = [missing, incomplete].filter((flag) => flag !== undefined).join(' ');
  return [scoreStatus, points, flags]
    .filter((part) => part !== undefined && part !== '')
    .join(' | ');
}

describe('on the wire', () => {
  const cases: [Sis, Partial<Score>, SpecialChoice | null, string][] = [
    // Points as they are: none, all, more than all.
    [newer, { points: 0 }, null, 'fully graded | 0 | false false'],
    [older, { points: 0 }, null, 'fully graded | 0'],
    [newer, { points: 110 }, null, 'fully graded | 110 | false false'],
    [older, { points: 110.25 }, null, 'fully graded | 110.25'],
    // Nothing graded.
    [newer, {}, null, 'blank'],
    [newer, { submitted: true }, null, 'blank'],
    [older, { submitted: true }, null, 'blank'],
    // A scale: its points where Schoology has them.
    [newer, { points: 3.5 }, null, 'fully graded | 3.5 | false false'],
    [newer, { notNumeric: true }, null, 'not-numeric'],
    [older, { notNumeric: true }, null, 'not-numeric'],
    // Marks, as the system has it.
    [newer, { exception: 'excused' }, null, 'exempt | false false'],
    [newer, { exception: 'missing' }, null, 'not submitted | true false'],
    [newer, { exception: 'incomplete' }, null, 'partially graded | false true'],
    [older, { exception: 'excused' }, null, 'exempt | 0'],
    [older, { exception: 'missing' }, null, 'unsayable'],
    [older, { exception: 'incomplete' }, null, 'unsayable'],
    [eschool, { exception: 'excused' }, null, 'exempt | 0 | false false'],
    [eschool, { exception: 'missing' }, null, 'unsayable'],
    [newer, { exception: 'other' }, null, 'unsayable'],
    // As the teacher has it.
    [newer, { exception: 'missing' }, 'blank', 'blank'],
    [newer, { exception: 'missing' }, 'zero', 'not submitted | 0 | true false'],
    [older, { exception: 'missing' }, 'zero', 'not submitted | 0'],
    [older, { exception: 'missing' }, 'blank', 'blank'],
    [eschool, { exception: 'missing' }, 'zero', 'not submitted | 0 | true false'],
    [newer, { exception: 'incomplete' }, 'zero', 'partially graded | 0 | false true'],
    [older, { exception: 'incomplete' }, 'zero', 'partially graded | 0'],
    [older, { exception: 'excused' }, 'blank', 'blank'],
    // What this system cannot say is not turned into something else.
    [older, { exception: 'missing' }, 'flag', 'unsayable'],
    [newer, { exception: 'excused' }, 'zero', 'exempt | false false'],
    [older, { exception: 'excused' }, 'zero', 'exempt | 0'],
  ];
  it.each(cases)('%s %o, chosen: %s', (sis, cell, chosen, expected) => {
    expect(wire(sis, cell, chosen)).toBe(expected);
  });
});

it('a teacher can choose what the system can say, and never a zero for Excused', () => {
  const offered = ([system, version]: Sis, exception: Exception) =>
    sayable(exception, profileOf(system, version)).join(' ');
  expect(offered(newer, 'missing')).toBe('blank flag zero');
  expect(offered(older, 'missing')).toBe('blank zero');
  expect(offered(older, 'incomplete')).toBe('blank zero');
  expect(offered(newer, 'excused')).toBe('blank flag');
  expect(offered(older, 'excused')).toBe('blank flag');
});

it('no system makes a zero of anything by itself, but beside Exempt, where it does not count', () => {
  const systems: Sis[] = [newer, older, eschool, ['skyward', '1.1'], ['infinite-campus', '1.2']];
  for (const [system, version] of systems) {
    for (const mark of ['missing', 'incomplete'] as const) {
      const { usual, flag } = profileOf(system, version).specialScores[mark];
      expect(usual === 'flag' ? flag?.score : null).toBeNull();
    }
  }
});

describe('a mark in place of a score that was sent', () => {
  const first = (scores: Score[], chosen: SpecialChoice | null, known: boolean) => {
    const lineItemId = 'any';
    const input = {
      snapshot: snapshot([item('1')], scores),
      flags: new Map(),
      defaultInclude: true,
      unconfirmed: new Set<string>(),
      toReview: new Set<string>(),
      link,
      observed: new Map(),
      profile: profileOf('oneroster', '1.2'),
      settings: { sisTitles: new Map(), special: chosen ? { excused: chosen } : {} },
      fingerprint: (value: unknown) => JSON.stringify(value),
    };
    const [before] = plan(input);
    if (before?.kind !== 'ready') throw new Error('not ready');
    const row = {
      ...key,
      itemId: '1',
      lineItemId,
      lineItem: before.lineItemHash,
      results: { 'stu-1': 'the 90 of before' },
      lastAttemptAt: 1,
      lastSuccessAt: 1,
      failure: null,
    };
    const observed = known ? new Map([[before.lineItem.sourcedId, row]]) : new Map();
    const [entry] = plan({ ...input, observed });
    if (entry?.kind !== 'ready') throw new Error('not ready');
    return [entry.results.length, entry.cleared];
  };
  const excused: Score = { ...score('1', '1', null), exception: 'excused' };

  it('replaces it where it is said', () => expect(first([excused], null, true)).toEqual([1, 0]));
  it('leaves it there where the teacher leaves it blank, and that is reported', () =>
    expect(first([excused], 'blank', true)).toEqual([0, 1]));
  it('is nothing to report where nothing was sent', () =>
    expect(first([excused], 'blank', false)).toEqual([0, 0]));
  it('a cleared grade is reported and not sent', () =>
    expect(first([score('1', '1', null)], null, true)).toEqual([0, 1]));
});
