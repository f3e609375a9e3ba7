import { describe, expect, it } from 'vitest';
import type { GradedItem, Score } from '../../../lib/model/graded-item.ts';
import type { OneRosterVersion, SisSystem } from '../../../lib/model/sis-system.ts';
import type { SpecialScores } from '../../../lib/model/special-score.ts';
import { profileOf } from '../../../lib/sis/profile.ts';
import { plan } from '../../../lib/sync/plan/plan.ts';
import { item, link, score, snapshot } from './course.ts';

type Given = {
  scores?: Score[];
  optedOut?: string[];
  sisTitles?: Record<string, string>;
  special?: SpecialScores;
};

const planFor = (
  [system, version]: [SisSystem, OneRosterVersion],
  items: GradedItem[],
  { scores = [], optedOut = [], sisTitles = {}, special = {} }: Given = {},
) =>
  plan({
    snapshot: snapshot(items, scores),
    flags: new Map(optedOut.map((id) => [id, { include: false }])),
    defaultInclude: true,
    unconfirmed: new Set(),
    toReview: new Set(),
    link,
    observed: new Map(),
    profile: profileOf(system, version),
    settings: { sisTitles: new Map(Object.entries(sisTitles)), special },
    fingerprint: (value) => JSON.stringify(value),
  });

const reasons = (...given: Parameters<typeof planFor>): (string | null)[] =>
  planFor(...given).map((entry) => ('reason' in entry ? entry.reason.code : null));

const long = (characters: number): string => 'x'.repeat(characters);
const due = (day: string) => ({ at: `${day}T20:00:00.000Z`, day });

describe('titles', () => {
  it.each<[SisSystem, OneRosterVersion, number]>([
    ['skyward', '1.1', 49],
    ['infinite-campus', '1.2', 49],
    ['sis-connect', '1.1', 50],
    ['aeries', '1.1', 50],
    ['powerschool', '1.1', 50],
  ])('%s takes them up to its limit and refuses longer ones', (system, version, max) => {
    expect(reasons([system, version], [item('1', { title: long(max) })])).toEqual([null]);
    const [entry] = planFor([system, version], [item('1', { title: long(max + 1) })]);
    expect(entry).toMatchObject({
      reason: { code: 'TITLE_TOO_LONG', params: { n: max + 1, max } },
    });
  });

  it('repeated in a class are refused by SIS Connect, however they are written', () => {
    const twins = [item('1', { title: 'Quiz 3' }), item('2', { title: ' quiz 3' }), item('3')];
    expect(reasons(['sis-connect', '1.1'], twins)).toEqual([
      'TITLE_DUPLICATE',
      'TITLE_DUPLICATE',
      null,
    ]);
    expect(reasons(['oneroster', '1.2'], twins)).toEqual([null, null, null]);
  });

  it('repeated on the same day only are refused by Aeries', () => {
    const twins = [
      item('1', { title: 'Quiz', due: due('2026-11-02') }),
      item('2', { title: 'Quiz', due: due('2026-11-09') }),
      item('3', { title: 'Quiz', due: due('2026-11-09') }),
    ];
    expect(reasons(['aeries', '1.1'], twins)).toEqual([null, 'TITLE_DUPLICATE', 'TITLE_DUPLICATE']);
  });

  it('of items that are not sent are in nobody’s way', () => {
    const twins = [item('1', { title: 'Quiz' }), item('2', { title: 'Quiz' })];
    expect(reasons(['sis-connect', '1.1'], twins, { optedOut: ['2'] })).toEqual([null, null]);
    const draft = [item('1', { title: 'Quiz' }), item('2', { title: 'Quiz', published: false })];
    expect(reasons(['sis-connect', '1.1'], draft)).toEqual([null, 'NOT_PUBLISHED']);
  });
});

it('points must be whole for Skyward; scores need not', () => {
  expect(reasons(['skyward', '1.1'], [item('1', { points: 10.5 })])).toEqual(['POINTS_NOT_WHOLE']);
  const [entry] = planFor(['skyward', '1.1'], [item('1', { points: 10 })], {
    scores: [score('1', '1', 8.5)],
  });
  expect(entry).toMatchObject({ kind: 'ready', results: [{ payload: { score: 8.5 } }] });
});

describe('special scores', () => {
  const scores: Score[] = [
    { ...score('1', '1', null), exception: 'excused' },
    { ...score('2', '1', null), exception: 'missing' },
    { ...score('3', '1', 40), exception: 'incomplete' },
  ];
  const sent = (system: SisSystem, version: OneRosterVersion) => {
    const [entry] = planFor([system, version], [item('1')], { scores });
    if (entry?.kind !== 'ready') throw new Error('not ready');
    const rows = entry.results.map(({ payload }) => [payload.scoreStatus, payload.score]);
    return { rows, unsayable: entry.unsayable };
  };

  it('are flags in OneRoster 1.2', () => {
    expect(sent('infinite-campus', '1.2')).toEqual({
      rows: [
        ['exempt', null],
        ['not submitted', null],
        ['partially graded', null],
      ],
      unsayable: 0,
    });
  });

  it.each<[SisSystem, OneRosterVersion]>([
    ['oneroster', '1.1'],
    ['aeries', '1.1'],
    ['eschoolplus', '1.2'],
  ])(
    'need a number for %s %s: exempt has its 0, a Missing or Incomplete is not made one',
    (system, version) => {
      expect(sent(system, version)).toEqual({
        rows: [['exempt', 0]],
        unsayable: 2,
      });
    },
  );
});
