import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SisError } from '../../../lib/sis/sis-client.ts';
import { commitChoices } from '../../../lib/storage/flag-store.ts';
import { prepareSection } from '../../../lib/sync/plan/prepare-section.ts';
import { item, key, score } from './course.ts';
import { createFakeSis, rejected } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

let sis: ReturnType<typeof createFakeSis>;
let world: World;
let life: Awaited<ReturnType<typeof startLife>>;

const optOut = async (itemId: string): Promise<void> => {
  const choices = [{ itemId, include: false }];
  await commitChoices(life, { ...key, opId: `off-${itemId}`, source: 'panel', choices });
  life.runner.exclude({ ...key, itemId });
};

/** Holds whatever waits for `passed` until it is opened. */
function createGate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

beforeEach(async () => {
  sis = createFakeSis();
  world = {
    items: [item('1'), item('2'), item('3')],
    scores: [score('1', '1', 90), score('2', '1', 80), score('1', '2', 70), score('1', '3', 60)],
    now: 1_000,
    sis: sis.client,
  };
  life = await startLife(world);
});

describe('a sync', () => {
  it('brings every included item and score to the SIS and nothing of the others', async () => {
    await optOut('2');
    expect(await life.sync()).toMatchObject({ state: 'done', total: 2, done: 2, failed: 0 });
    expect(sis.gradebook()).toEqual({
      'Item 1': { 'stu-1': 90, 'stu-2': 80 },
      'Item 3': { 'stu-1': 60 },
    });
    expect(sis.writes.filter((name) => name.startsWith('Item 2'))).toEqual([]);
    expect(await life.row('1')).toEqual(['synced', null, 1_000]);
    expect(await life.row('2')).toEqual(['opted-out', 'NEVER_SENT', null]);
  });

  it('again sends only what changed, and nothing when nothing did', async () => {
    await life.sync();
    sis.writes.length = 0;
    world.scores = [score('1', '1', 91), ...world.scores.slice(1)];
    await life.sync();
    expect(sis.writes).toEqual(['Item 1/stu-1']);
    await life.sync();
    expect(sis.writes).toEqual(['Item 1/stu-1']);
  });

  it('shows updates as pending before they are sent', async () => {
    await life.sync();
    world.scores = [score('1', '1', 91), ...world.scores.slice(1)];
    await prepareSection(life.workspace, key);
    expect(await life.row('1')).toEqual(['pending', 'UPDATES_AVAILABLE', 1_000]);
  });

  it('is one run, however often it is asked for', async () => {
    const [first, second] = await Promise.all([
      life.runner.start([key], null),
      life.runner.start([key], null),
    ]);
    await life.settled();
    expect([first.joined, second.joined]).toEqual([false, true]);
    expect(second.runId).toBe(first.runId);
    expect(sis.writes).toHaveLength(7);
  });
});

describe('a refused score', () => {
  beforeEach(async () => {
    await life.sync();
    world.now = 2_000;
    world.scores = [score('1', '1', 91), score('2', '1', 81), score('1', '2', 71)];
    sis.refuseWhen((name) => (name === 'Item 1/stu-2' ? rejected() : null));
    await life.sync();
  });

  it('stops nothing else, and the item says Failed with the counts', async () => {
    expect(sis.gradebook()['Item 1']).toEqual({ 'stu-1': 91, 'stu-2': 80 });
    expect(sis.gradebook()['Item 2']).toEqual({ 'stu-1': 71 });
    expect(await life.row('1')).toEqual(['failed', 'REJECTED', 1_000]);
    expect(
      (await life.db.getAllFromIndex('observed', 'section', [key.origin, key.sectionId])).find(
        (row) => row.itemId === '1',
      )?.failure?.params,
    ).toEqual({ sent: 1, total: 2, status: 422 });
  });

  it('keeps the server’s words in memory only', async () => {
    expect(life.details.get('1')).toBe('score is out of range');
    expect(JSON.stringify(await life.db.getAll('observed'))).not.toContain('out of range');
  });

  it('is sent alone on retry, and then all is Synced', async () => {
    sis.writes.length = 0;
    sis.refuseWhen(() => null);
    world.now = 3_000;
    await life.sync(['1']);
    expect(sis.writes).toEqual(['Item 1/stu-2']);
    expect(await life.row('1')).toEqual(['synced', null, 3_000]);
  });
});

describe('an item that somebody deleted in the SIS', () => {
  beforeEach(async () => {
    await life.sync();
    world.scores[0] = score('1', '1', 91);
    world.items[0] = item('1', { points: 50 });
    sis.writes.length = 0;
    sis.editItem('Item 1', null);
    await life.sync();
  });

  it('is not made again by a sync of everything', async () => {
    await life.sync();
    expect(sis.writes).toEqual([]);
  });

  it('is made again whole when the teacher asks for it by name', async () => {
    expect(await life.row('1')).toEqual(['failed', 'ITEM_REMOVED_IN_SIS', 1_000]);
    await life.sync(['1']);
    expect(sis.writes).toEqual(['Item 1', 'Item 1/stu-1', 'Item 1/stu-2']);
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', null]);
  });
});

describe('an item that the teacher wants sent again', () => {
  beforeEach(async () => {
    await life.sync();
    sis.writes.length = 0;
  });

  it('goes whole, though the SIS has acknowledged all of it; the others do not', async () => {
    await life.sync(['1'], { again: true });
    expect(sis.writes).toEqual(['Item 1', 'Item 1/stu-1', 'Item 1/stu-2']);
    expect(await life.row('1')).toEqual(['synced', null, 1_000]);
  });

  it('without that wish nothing goes', async () => {
    await life.sync(['1']);
    expect(sis.writes).toEqual([]);
  });

  it('is never an opted-out one, and what is still in the SIS stays known', async () => {
    await optOut('1');
    await life.sync(['1', '3'], { again: true });
    expect(sis.writes).toEqual(['Item 3', 'Item 3/stu-1']);
    expect(await life.row('1')).toEqual(['opted-out', 'STILL_IN_SIS', 1_000]);
  });

  it('still knows of a score that is cleared in Schoology and stands in the SIS', async () => {
    world.scores[0] = score('1', '1', null);
    await life.sync(['1'], { again: true });
    expect(sis.writes).toEqual(['Item 1', 'Item 1/stu-2']);
    expect(await life.row('1')).toEqual(['synced', 'SCORE_CLEARED', 1_000]);
  });
});

describe('a refused line item', () => {
  it('keeps its scores back and lets the others go', async () => {
    const error = new SisError({ code: 'CONFLICT', scope: 'item', status: 409 });
    sis.refuseWhen((name) => (name === 'Item 1' ? error : null));
    await life.sync();
    expect(sis.writes.filter((name) => name.startsWith('Item 1'))).toEqual(['Item 1']);
    expect(await life.row('1')).toEqual(['failed', 'CONFLICT', null]);
    expect(await life.row('3')).toEqual(['synced', null, 1_000]);
  });
});

describe('an error that is not about an item', () => {
  it('stops the run: nothing has failed, everything waits', async () => {
    sis.refuseWhen((_, write) =>
      write > 2 ? new SisError({ code: 'AUTH_EXPIRED', scope: 'run' }) : null,
    );
    expect(await life.sync()).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'AUTH_EXPIRED' },
    });
    expect(sis.writes.length).toBeLessThanOrEqual(4);
    expect((await life.row('3'))[0]).toBe('pending');
    sis.refuseWhen(() => null);
    await life.sync();
    expect(sis.gradebook()).toEqual({
      'Item 1': { 'stu-1': 90, 'stu-2': 80 },
      'Item 2': { 'stu-1': 70 },
      'Item 3': { 'stu-1': 60 },
    });
  });

  it('a server error on one score fails that item only', async () => {
    const stumbles = new SisError({ code: 'SIS_DOWN', scope: 'run', status: 500 });
    sis.refuseWhen((name) => (name === 'Item 1/stu-2' ? stumbles : null));
    expect(await life.sync()).toMatchObject({ state: 'done', failed: 1 });
    expect((await life.row('1')).slice(0, 2)).toEqual(['failed', 'SIS_DOWN']);
    expect((await life.row('3'))[0]).toBe('synced');
  });

  it('a SIS that is down stops the run before every item has failed', async () => {
    const down = new SisError({ code: 'SIS_DOWN', scope: 'run', status: 503 });
    sis.refuseWhen(() => down);
    world.items = Array.from({ length: 20 }, (_, n) => item(String(n + 1)));
    expect(await life.sync()).toMatchObject({ state: 'stopped', stopReason: { code: 'SIS_DOWN' } });
    expect(sis.writes.length).toBeLessThanOrEqual(4);
  });

  it('a rate limit pauses the run until the SIS said, and it goes on by itself', async () => {
    const busy = new SisError({ code: 'RATE_LIMITED', scope: 'run', notBefore: 61_000 });
    sis.refuseWhen((_, write) => (write > 2 ? busy : null));
    expect(await life.sync()).toMatchObject({ state: 'running', resumesAt: 61_000 });
    expect(life.awake.at(-1)).toBe('wake at 61000');
    sis.refuseWhen(() => null);
    const before = sis.writes.length;
    world.now = 60_999;
    await life.runner.resume();
    expect(sis.writes).toHaveLength(before);
    world.now = 61_000;
    await life.runner.resume();
    expect(await life.runner.view()).toMatchObject({ state: 'done', done: 3, total: 3 });
  });
});

describe('opting out while a run is under way', () => {
  it('lets nothing of the item leave after the choice is saved', async () => {
    let opted = false;
    sis.beforeWrite(async (name) => {
      if (opted || name !== 'Item 1') return;
      opted = true;
      await optOut('3');
    });
    await life.sync();
    expect(sis.gradebook()).toEqual({
      'Item 1': { 'stu-1': 90, 'stu-2': 80 },
      'Item 2': { 'stu-1': 70 },
    });
  });
});

describe('cancelling', () => {
  it('finishes what is on the wire, starts nothing more, and forgets nothing', async () => {
    sis.beforeWrite(async (_, write) => {
      if (write === 3) await life.runner.cancel();
    });
    expect(await life.sync()).toMatchObject({ state: 'cancelled' });
    expect(sis.writes.length).toBeLessThan(7);
    sis.beforeWrite(() => undefined);
    await life.sync();
    expect(Object.keys(sis.gradebook())).toHaveLength(3);
  });
});

describe('a run that stumbles over an error nobody has foreseen', () => {
  it('sends nothing more of what it had begun: nobody watches over it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const [second, answer] = [createGate(), createGate()];
    sis.refuseWhen((name) => (name === 'Item 1' ? rejected() : null));
    sis.beforeWrite((name) => {
      if (name === 'Item 1') return second.passed;
      second.open();
      return answer.passed;
    });
    life.details.set = () => {
      throw new Error('No SW');
    };
    expect(await life.sync()).toMatchObject({ state: 'running', stumbles: { times: 1 } });
    answer.open();
    await new Promise((next) => setImmediate(next));
    expect(sis.writes).toEqual(['Item 1', 'Item 2']);
  });
});

describe('the worker killed in the middle of a run', () => {
  const whole = {
    'Item 1': { 'stu-1': 90, 'stu-2': 80 },
    'Item 2': { 'stu-1': 70 },
    'Item 3': { 'stu-1': 60 },
  };
  const lives = [1, 2, 3, 4, 5, 6, 7].flatMap((write) =>
    (['before', 'after'] as const).map((when) => [when, write] as const),
  );

  it.each(lives)(
    '%s write %i is applied: the next life ends in the same state',
    async (when, at) => {
      const died = new Promise<void>((gone) => {
        const die = (): void => {
          life.kill();
          gone();
        };
        sis.beforeWrite((_, write) => (when === 'before' && write === at ? die() : undefined));
        sis.afterWrite((_, write) => (when === 'after' && write === at ? die() : undefined));
      });
      await life.runner.start([key], null);
      await died;
      sis.beforeWrite(() => undefined);
      sis.afterWrite(() => undefined);
      const next = await startLife(world);
      await next.runner.resume();
      expect(await next.runner.view()).toMatchObject({ state: 'done' });
      expect(sis.gradebook()).toEqual(whole);
      for (const itemId of ['1', '2', '3']) {
        expect(await next.row(itemId)).toEqual(['synced', null, 1_000]);
      }
      // What was not yet written down is put again, under the id it had: never a third time.
      expect(sis.writes.length).toBeLessThanOrEqual(2 * 7);
    },
  );
});

describe('an item whose every write was acknowledged before its outcome was', () => {
  it('is found Synced by the next reading', async () => {
    await life.sync();
    const row = (await life.db.getAll('observed')).find(({ itemId }) => itemId === '1');
    if (!row) throw new Error('nothing observed');
    await life.db.put('observed', { ...row, lastSuccessAt: null });
    await prepareSection(life.workspace, key);
    expect(await life.row('1')).toEqual(['synced', null, 1_000]);
  });

  it('a refused score that the teacher takes back in Schoology is no failure any more', async () => {
    sis.refuseWhen((name) => (name === 'Item 1/stu-2' ? rejected() : null));
    await life.sync();
    expect((await life.row('1'))[0]).toBe('failed');
    world.scores = world.scores.filter(({ uid, itemId }) => !(uid === '2' && itemId === '1'));
    await prepareSection(life.workspace, key);
    expect((await life.row('1'))[0]).toBe('synced');
  });
});
