import { beforeEach, describe, expect, it } from 'vitest';
import { type ResultOutcome, type ResultPayload, SisError } from '../../../lib/sis/sis-client.ts';
import type { Observed } from '../../../lib/storage/records.ts';
import type { ItemPorts } from '../../../lib/sync/run/item-ports.ts';
import { createPace } from '../../../lib/sync/run/pace.ts';
import { putResults } from '../../../lib/sync/run/put-results.ts';
import { item, key, score } from './course.ts';
import { createFakeSis, rejected } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

type Answer = (payloads: ResultPayload[]) => Promise<ResultOutcome[]>;

const allDone: Answer = async (payloads) => payloads.map(() => 'done');

describe('a SIS that takes many results at once', () => {
  let asked: string[][];
  let answer: Answer;
  let world: World;
  let life: Awaited<ReturnType<typeof startLife>>;
  let singles: string[];

  beforeEach(async () => {
    const sis = createFakeSis();
    singles = sis.writes;
    asked = [];
    answer = allDone;
    const bulk: Answer = async (payloads) => {
      asked.push(payloads.map(({ studentId }) => studentId));
      const outcomes = await answer(payloads);
      for (const [at, payload] of payloads.entries()) {
        if (outcomes[at] === 'done') sis.keepResult(payload);
      }
      return outcomes;
    };
    world = {
      items: [item('1')],
      scores: [score('1', '1', 90), score('2', '1', 80), score('3', '1', 70)],
      now: 1_000,
      sis: { ...sis.client, putResults: bulk },
    };
    life = await startLife(world);
  });

  it('gets those of an item in one request', async () => {
    expect(await life.sync()).toMatchObject({ state: 'done', total: 1, failed: 0 });
    expect(asked).toEqual([['stu-1', 'stu-2', 'stu-3']]);
    expect(singles).toEqual(['Item 1']);
    expect(await life.row('1')).toEqual(['synced', null, 1_000]);
  });

  it('gets those that changed, and no others', async () => {
    await life.sync();
    world.scores = [score('1', '1', 90), score('2', '1', 81), score('3', '1', 70)];
    await life.sync();
    expect(asked.at(-1)).toEqual(['stu-2']);
  });

  it('may refuse one: the others are in, and that one alone is sent again', async () => {
    answer = async () => ['done', rejected(), 'done'];
    await life.sync();
    expect(await life.row('1')).toEqual(['failed', 'REJECTED', null]);
    const [row] = await life.db.getAllFromIndex('observed', 'section', [key.origin, key.sectionId]);
    expect(row?.failure?.params).toEqual({ sent: 2, total: 3, status: 422 });
    answer = allDone;
    await life.sync();
    expect(asked.at(-1)).toEqual(['stu-2']);
    expect(await life.row('1')).toEqual(['synced', null, 1_000]);
  });

  it('may refuse all: none counts as sent', async () => {
    answer = async () => {
      throw new SisError({ code: 'ITEM_REMOVED_IN_SIS', scope: 'item', status: 404 });
    };
    await life.sync();
    expect(await life.row('1')).toEqual(['failed', 'ITEM_REMOVED_IN_SIS', null]);
    const [row] = await life.db.getAllFromIndex('observed', 'section', [key.origin, key.sectionId]);
    expect(row).toMatchObject({ scoresSent: 0, failure: { params: { sent: 0, total: 3 } } });
  });

  it('may have signed the teacher out: everything waits', async () => {
    answer = async () => {
      throw new SisError({ code: 'SIS_SIGNED_OUT', scope: 'run' });
    };
    expect(await life.sync()).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'SIS_SIGNED_OUT' },
    });
    expect((await life.row('1')).slice(0, 1)).toEqual(['pending']);
  });

  it('that forgets one has not acknowledged it', async () => {
    answer = async () => ['done', 'done'];
    await life.sync();
    expect((await life.row('1'))[0]).toBe('pending');
    answer = allDone;
    await life.sync();
    expect(asked.at(-1)).toEqual(['stu-3']);
  });
});

describe('a large item', () => {
  const payloads = Array.from(
    { length: 250 },
    (_, n): ResultPayload => ({
      sourcedId: `r-${n}`,
      lineItemId: 'li',
      studentId: `stu-${n}`,
      scoreStatus: 'fully graded',
      score: n,
      missing: false,
      incomplete: false,
    }),
  );
  const writes = payloads.map((payload) => ({ payload, hash: `h-${payload.studentId}` }));

  const send = async (answer: Answer) => {
    const sizes: number[] = [];
    const row: Observed = {
      ...item('1'),
      lineItemId: 'li',
      lineItem: null,
      results: {},
      lastAttemptAt: null,
      lastSuccessAt: null,
      failure: null,
    };
    const bulk: Answer = (chunk) => {
      sizes.push(chunk.length);
      return answer(chunk);
    };
    const clock = { now: () => 0 };
    const ports: ItemPorts = {
      sis: { ...createFakeSis().client, putResults: bulk },
      clock,
      limit: (request) => request(),
      pace: createPace({ clock, sleep: async () => undefined, random: () => 0 }),
      mayGoOn: () => true,
      stop: () => true,
      note: () => undefined,
      wrote: () => undefined,
      fingerprint: (value: unknown) => JSON.stringify(value),
    };
    return { sent: await putResults(writes, row, ports), sizes, row };
  };

  it('goes in hundreds', async () => {
    const { sent, sizes, row } = await send(allDone);
    expect(sizes).toEqual([100, 100, 50]);
    expect(sent).toEqual({ refused: [], unsent: 0 });
    expect(Object.keys(row.results)).toHaveLength(250);
    expect(row.results['stu-249']).toBe('h-stu-249');
  });

  it('loses only the hundred that was refused', async () => {
    const { sent, row } = await send(async (chunk) => {
      if (chunk[0]?.studentId === 'stu-100') throw rejected();
      return chunk.map(() => 'done');
    });
    expect(sent).toMatchObject({ refused: [{ code: 'REJECTED' }], unsent: 100 });
    expect(Object.keys(row.results)).toHaveLength(150);
  });
});
