import { beforeEach, describe, expect, it } from 'vitest';
import type { Score } from '../../../lib/model/graded-item.ts';
import { noSettings } from '../../../lib/model/teacher-settings.ts';
import { profileOf } from '../../../lib/sis/profile.ts';
import type { LinkRecord, Observed } from '../../../lib/storage/records.ts';
import { bigChange, planDigest } from '../../../lib/sync/plan/big-change.ts';
import { hasWork, plan, type ReadyItem } from '../../../lib/sync/plan/plan.ts';
import { previewSections } from '../../../lib/sync/show/preview-sections.ts';
import { item, key, link, members, score, snapshot } from './course.ts';
import { createFakeSis } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

const fingerprint = (value: unknown): string => JSON.stringify(value);

/** Forty students, each with a score in one item. */
const uids = Array.from({ length: 40 }, (_, n) => String(1000 + n));
const crowd: LinkRecord = {
  ...link,
  students: Object.fromEntries(uids.map((uid) => [uid, `stu-${uid}`])),
};
const scores = (points: (n: number) => number): Score[] =>
  uids.map((uid, n) => score(uid, '1', points(n)));

const planned = (
  given: Score[],
  observed: ReadonlyMap<string, Observed>,
  periods = crowd.periods,
) => {
  const student = members[0];
  if (!student) throw new Error('no members');
  return plan({
    snapshot: {
      ...snapshot([item('1')], given),
      members: uids.map((uid) => ({ ...student, uid })),
    },
    flags: new Map(),
    defaultInclude: true,
    unconfirmed: new Set(),
    toReview: new Set(),
    link: { ...crowd, periods },
    observed,
    profile: profileOf('oneroster', '1.2'),
    settings: noSettings,
    fingerprint,
  }).filter((entry): entry is ReadyItem => entry.kind === 'ready' && hasWork(entry));
};

/** What the SIS would have acknowledged of a plan. */
const after = (items: ReadyItem[]): Map<string, Observed> =>
  new Map(
    items.map(({ lineItem, lineItemHash, results }) => [
      lineItem.sourcedId,
      {
        ...{ ...key, itemId: '1', lineItemId: lineItem.sourcedId, lineItem: lineItemHash },
        results: Object.fromEntries(results.map(({ payload, hash }) => [payload.studentId, hash])),
        periodId: lineItem.gradingPeriodId,
        ...{ lastAttemptAt: 1, lastSuccessAt: 1, failure: null },
      },
    ]),
  );
const none = new Map<string, Observed>();
const synced = after(
  planned(
    scores(() => 50),
    none,
  ),
);
const check = (given: Score[], observed = synced) =>
  bigChange([{ items: planned(given, observed), observed, reading: null }]);

describe('a run is unusual', () => {
  it.each([
    ['not when a section is synced for the first time', scores(() => 50), none, null],
    ['not when ten of forty scores change', scores((n) => (n < 10 ? 60 : 50)), synced, null],
    [
      'when eleven of forty scores change',
      scores((n) => (n < 11 ? 60 : 50)),
      synced,
      { changed: 11, synced: 40, zeros: 0, moved: 0, byProgram: 0 },
    ],
    ['not when nine zeros are sent', scores((n) => (n < 9 ? 0 : 50)), synced, null],
    [
      'when ten zeros are sent and little else',
      scores((n) => (n < 10 ? 0 : 50)),
      synced,
      { changed: 0, synced: 0, zeros: 10, moved: 0, byProgram: 0 },
    ],
    [
      'not for ten zeros among the forty of a first sync',
      scores((n) => (n < 10 ? 0 : 50)),
      none,
      null,
    ],
    [
      'for eleven zeros among the forty of a first sync',
      scores((n) => (n < 11 ? 0 : 50)),
      none,
      { changed: 0, synced: 0, zeros: 11, moved: 0, byProgram: 0 },
    ],
  ])('%s', (_, given, observed, expected) => {
    expect(check(given, observed)).toEqual(expected);
  });

  it('when an item with scores goes to another grading period', () => {
    const periods = [{ id: 'gp-9', title: 'Q9', startDate: '2026-10-19', endDate: '2026-12-18' }];
    const items = planned(
      scores(() => 50),
      synced,
      periods,
    );
    expect(bigChange([{ items, observed: synced, reading: null }])).toEqual({
      ...{ changed: 0, synced: 0, zeros: 0, moved: 1, byProgram: 0 },
    });
  });

  it('when a program feeds the class already and nothing of ours is there yet', () => {
    const fields = { dueDay: '2026-11-02', points: 20, categoryId: null };
    const reading = {
      items: new Map([
        ['70001', { ...fields, id: '70001', title: 'Quiz 1', madeByProgram: true as const }],
        ['70002', { ...fields, id: '70002', title: 'Made by the teacher' }],
      ]),
      scores: new Map(),
    };
    const first = planned(
      scores(() => 50),
      none,
    );
    const later = planned(
      scores(() => 51),
      synced,
    );
    expect(bigChange([{ items: first, observed: none, reading }])).toEqual({
      ...{ changed: 0, synced: 0, zeros: 0, moved: 0, byProgram: 1 },
    });
    const [[id] = ['']] = synced;
    const withOurs = {
      ...reading,
      items: new Map([...reading.items, [id, { ...fields, id, title: 'Lab' }]]),
    };
    expect(bigChange([{ items: later, observed: synced, reading: withOurs }])?.byProgram).toBe(0);
    expect(bigChange([{ items: [], observed: none, reading }])).toBeNull();
    // What was sent before went to another class: none of it stands in this one.
    expect(bigChange([{ items: first, observed: synced, reading }])?.byProgram).toBe(1);
  });

  it('not for what the teacher sends again whole', () => {
    const [entry] = synced;
    if (!entry) throw new Error('nothing synced');
    const [id, row] = entry;
    const results = Object.fromEntries(Object.keys(row.results).map((student) => [student, '']));
    expect(
      check(
        scores(() => 50),
        new Map([[id, { ...row, results }]]),
      ),
    ).toBeNull();
  });
});

describe('the digest of a plan', () => {
  it('is the same for the same plan and another for another', () => {
    const digest = (given: Score[]) => planDigest(planned(given, synced), fingerprint);
    expect(digest(scores(() => 60))).toBe(digest(scores(() => 60)));
    expect(digest(scores(() => 60))).not.toBe(digest(scores((n) => (n === 0 ? 61 : 60))));
  });
});

describe('a run that would change a lot', () => {
  let sis: ReturnType<typeof createFakeSis>;
  let world: World;
  let life: Awaited<ReturnType<typeof startLife>>;
  const items = ['1', '2', '3', '4'];
  const all = (points: number): Score[] =>
    items.flatMap((itemId) => ['1', '2', '3'].map((uid) => score(uid, itemId, points)));

  beforeEach(async () => {
    sis = createFakeSis();
    world = { items: items.map((id) => item(id)), scores: all(50), now: 1_000, sis: sis.client };
    life = await startLife(world);
    await life.sync();
    sis.writes.length = 0;
    world.scores = all(5);
  });

  it('stops before anything is sent and says what it would change', async () => {
    expect(await life.sync()).toMatchObject({
      state: 'stopped',
      done: 0,
      stopReason: { code: 'BIG_CHANGE', params: { changed: 12, synced: 12 } },
    });
    expect(sis.writes).toEqual([]);
  });

  it('goes when this very plan was confirmed, and asks anew for another', async () => {
    const { big, digest } = await previewSections(life.workspace, [key]);
    expect(big).toEqual({ changed: 12, synced: 12, zeros: 0, moved: 0, byProgram: 0 });
    world.scores = all(6);
    expect(await life.sync(null, { confirmed: digest })).toMatchObject({ state: 'stopped' });
    world.scores = all(5);
    expect(await life.sync(null, { confirmed: digest })).toMatchObject({ state: 'done', done: 4 });
    expect(sis.gradebook()['Item 4']).toEqual({ 'stu-1': 5, 'stu-2': 5, 'stu-3': 5 });
  });

  it('goes on after a killed worker without being asked about the rest', async () => {
    const { digest } = await previewSections(life.workspace, [key]);
    const died = new Promise<void>((gone) => {
      sis.afterWrite((_, write) => {
        if (write !== 2) return;
        life.kill();
        gone();
      });
    });
    await life.runner.start([key], null, { confirmed: digest });
    await died;
    sis.afterWrite(() => undefined);
    life = await startLife(world);
    await life.runner.resume();
    expect(await life.runner.view()).toMatchObject({ state: 'done' });
    expect(sis.gradebook()['Item 1']).toEqual({ 'stu-1': 5, 'stu-2': 5, 'stu-3': 5 });
  });

  it('is stopped also when nobody watches', async () => {
    expect(await life.sync(null, { trigger: 'schedule' })).toMatchObject({
      stopReason: { code: 'BIG_CHANGE' },
    });
    expect(sis.writes).toEqual([]);
  });
});
