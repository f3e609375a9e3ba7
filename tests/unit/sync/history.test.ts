import { beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../lib/storage/records.ts';
import { pruneRuns, readRuns } from '../../../lib/storage/run-history.ts';
import { saveRun } from '../../../lib/sync/run/run-store.ts';
import { item, key, score } from './course.ts';
import { createFakeSis, rejected } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

let sis: ReturnType<typeof createFakeSis>;
let world: World;
let life: Awaited<ReturnType<typeof startLife>>;
const keyOf = (itemId: string): string => `${key.origin}|${key.sectionId}|${itemId}`;

beforeEach(async () => {
  sis = createFakeSis();
  world = {
    items: [item('1'), item('2'), item('3', { due: null })],
    scores: [score('1', '1', 90), score('2', '1', 80), score('1', '2', 70)],
    now: 1_000,
    sis: sis.client,
  };
  life = await startLife(world);
});

describe('what a run remembers', () => {
  it('is each item with the scores the SIS took, and what waited', async () => {
    expect(await life.sync()).toMatchObject({
      trigger: 'click',
      outcomes: [
        { item: keyOf('1'), scores: 2, problem: null },
        { item: keyOf('2'), scores: 1, problem: null },
      ],
      waiting: [{ reason: { code: 'DUE_DATE_MISSING' }, items: 1 }],
    });
  });

  it('counts what was taken of an item that failed', async () => {
    sis.refuseWhen((id) => (id === 'Item 1/stu-2' ? rejected() : null));
    expect(await life.sync()).toMatchObject({
      failed: 1,
      outcomes: [
        { item: keyOf('1'), scores: 1, problem: 'REJECTED' },
        { item: keyOf('2'), scores: 1, problem: null },
      ],
    });
  });

  it('says when it was started by the schedule', async () => {
    await life.runner.start([key], null, { trigger: 'schedule' });
    await life.settled();
    expect((await readRuns(life.db, 1))[0]).toMatchObject({ trigger: 'schedule' });
  });
});

const aRun = (startedAt: number, change: Partial<RunRecord> = {}): RunRecord => ({
  id: `run-${startedAt}`,
  trigger: 'click',
  sections: [key],
  todo: [],
  only: null,
  total: 0,
  done: 0,
  failed: 0,
  state: 'done',
  stopReason: null,
  resumesAt: null,
  startedAt,
  finishedAt: startedAt + 1,
  ...change,
});

describe('the history', () => {
  const day = 24 * 60 * 60_000;
  const now = 1_000 * day;
  const kept = async (): Promise<number[]> =>
    (await readRuns(life.db, 1_000)).map(({ startedAt }) => startedAt);

  it('is read newest first', async () => {
    for (const at of [2, 3, 1]) await saveRun(life.db, aRun(at));
    expect((await readRuns(life.db, 2)).map(({ startedAt }) => startedAt)).toEqual([3, 2]);
  });

  it('forgets runs of more than 400 days ago', async () => {
    for (const age of [1, 399, 401]) await saveRun(life.db, aRun(now - age * day));
    await pruneRuns(life.db, now);
    expect(await kept()).toEqual([now - day, now - 399 * day]);
  });

  it('keeps the newest, however old', async () => {
    await saveRun(life.db, aRun(now - 500 * day));
    await pruneRuns(life.db, now);
    expect(await kept()).toEqual([now - 500 * day]);
  });

  it('keeps 300', async () => {
    for (let n = 0; n < 305; n++) await saveRun(life.db, aRun(now - n));
    await pruneRuns(life.db, now);
    const left = await kept();
    expect([left.length, left[0], left.at(-1)]).toEqual([300, now, now - 299]);
  });

  it('forgets scheduled runs that found nothing to do, and no others', async () => {
    await saveRun(life.db, aRun(now));
    await saveRun(life.db, aRun(now - 1, { trigger: 'schedule' }));
    await saveRun(life.db, aRun(now - 2, { trigger: 'schedule', total: 1 }));
    const offline = { code: 'OFFLINE' as const };
    await saveRun(life.db, aRun(now - 3, { trigger: 'schedule', stopReason: offline }));
    await saveRun(life.db, aRun(now - 4));
    await pruneRuns(life.db, now);
    expect(await kept()).toEqual([now, now - 2, now - 3, now - 4]);
  });
});
