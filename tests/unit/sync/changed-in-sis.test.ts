import { beforeEach, describe, expect, it } from 'vitest';
import { SisError } from '../../../lib/sis/sis-client.ts';
import { prepareSection } from '../../../lib/sync/plan/prepare-section.ts';
import { decide } from '../../../lib/sync/read-back/decide.ts';
import { item, key, score } from './course.ts';
import { createFakeSis } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

let sis: ReturnType<typeof createFakeSis>;
let world: World;
let life: Awaited<ReturnType<typeof startLife>>;

const section = async () => life.db.get('sections', [key.origin, key.sectionId]);
const setScore = (uid: string, itemId: string, points: number | null): void => {
  world.scores = [
    ...world.scores.filter((one) => one.uid !== uid || one.itemId !== itemId),
    score(uid, itemId, points),
  ];
};
const choose = (itemId: string, choice: 'keep' | 'send', studentId: string | null = null) =>
  decide(life.workspace, { key: { ...key, itemId }, choice, studentId });
const again = async (): Promise<string[]> => {
  sis.writes.length = 0;
  world.now += 1_000;
  await life.sync();
  return sis.writes;
};

beforeEach(async () => {
  sis = createFakeSis();
  world = {
    items: [item('1'), item('2')],
    scores: [score('1', '1', 90), score('2', '1', 80), score('1', '2', 70)],
    now: 1_000,
    sis: sis.client,
  };
  life = await startLife(world);
  await life.sync();
});

describe('reading back', () => {
  it('proves what was sent, with two lists before and two after, however many scores there are', async () => {
    expect((await section())?.readBack).toEqual({ state: 'verified', at: 1_000, reason: null });
    expect(sis.reads).toHaveLength(4);
  });

  it('asks the SIS nothing where there is nothing to send', async () => {
    sis.reads.length = 0;
    await again();
    expect(sis.reads).toEqual([]);
  });

  it('says of a score that the SIS keeps otherwise that it is not as sent, and does not blame anybody', async () => {
    setScore('1', '1', 130);
    sis.afterWrite(() => sis.typeScore('Item 1', 'stu-1', 100)); // a SIS that takes no more than the maximum
    await again();
    sis.afterWrite(() => undefined);
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', 'NOT_AS_SENT']);
    expect((await section())?.readBack?.state).toBe('differs');
    setScore('1', '1', 95);
    expect(await again()).toEqual(['Item 1/stu-1']);
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', null]);
  });

  it('says so where the SIS does not let its scores be read, and sends as ever', async () => {
    sis.refuseReads(new SisError({ code: 'NO_PERMISSION', scope: 'item', status: 403 }));
    setScore('1', '1', 91);
    expect(await again()).toEqual(['Item 1/stu-1']);
    expect((await section())?.readBack).toEqual({
      state: 'unread',
      at: 2_000,
      reason: { code: 'NO_PERMISSION' },
    });
  });

  it('sends nothing over values that could be read before and cannot be now', async () => {
    sis.refuseReads(new SisError({ code: 'SIS_DOWN', scope: 'run', status: 503 }));
    setScore('1', '1', 91);
    expect(await again()).toEqual([]);
    expect(await life.runner.view()).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'SIS_DOWN' },
    });
  });

  it('keeps no score on disk', async () => {
    sis.typeScore('Item 1', 'stu-1', 77.25);
    setScore('2', '1', 81);
    await again();
    const disk = JSON.stringify([
      await life.db.getAll('observed'),
      await life.db.getAll('resultHashes'),
      await life.db.getAll('decisions'),
      await life.db.getAll('sections'),
    ]);
    expect(disk).not.toContain('77.25');
  });
});

describe('a score that somebody changed in the SIS', () => {
  beforeEach(() => sis.typeScore('Item 1', 'stu-1', 95));

  it('is not overwritten, and the others go', async () => {
    setScore('1', '1', 91);
    setScore('2', '1', 81);
    expect(await again()).toEqual(['Item 1/stu-2']);
    expect(sis.gradebook()['Item 1']).toEqual({ 'stu-1': 95, 'stu-2': 81 });
    expect(await life.row('1')).toEqual(['pending', 'CHANGED_IN_SIS', 1_000]);
  });

  it('is found also where Schoology has nothing new for it', async () => {
    setScore('2', '1', 81);
    await again();
    expect((await life.row('1')).slice(0, 2)).toEqual(['pending', 'CHANGED_IN_SIS']);
  });

  it('stays as it is when the teacher keeps it, also after the next change in Schoology', async () => {
    setScore('1', '1', 91);
    await again();
    await choose('1', 'keep');
    await prepareSection(life.workspace, key);
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', 'KEPT_IN_SIS']);
    setScore('1', '1', 92);
    setScore('2', '1', 82);
    expect(await again()).toEqual(['Item 1/stu-2']);
    expect(sis.gradebook()['Item 1']).toEqual({ 'stu-1': 95, 'stu-2': 82 });
  });

  it('is asked about again when it is changed again', async () => {
    setScore('1', '1', 91);
    await again();
    await choose('1', 'keep');
    sis.typeScore('Item 1', 'stu-1', 97);
    setScore('2', '1', 81);
    await again();
    expect((await life.row('1')).slice(0, 2)).toEqual(['pending', 'CHANGED_IN_SIS']);
  });

  it('is overwritten when the teacher says so, once: the same change a second time is asked about', async () => {
    setScore('1', '1', 91);
    await again();
    await choose('1', 'send');
    expect(await again()).toEqual(['Item 1/stu-1']);
    expect(await life.row('1')).toEqual(['synced', null, 3_000]);
    sis.typeScore('Item 1', 'stu-1', 95);
    setScore('1', '1', 92);
    expect(await again()).toEqual([]);
    expect(await life.row('1')).toEqual(['pending', 'CHANGED_IN_SIS', 3_000]);
  });

  it('needs nothing when Schoology was changed to the same', async () => {
    setScore('1', '1', 95);
    expect(await again()).toEqual([]);
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', null]);
  });

  it('counts as changed also when it was cleared', async () => {
    sis.typeScore('Item 1', 'stu-1', null);
    setScore('1', '1', 91);
    expect(await again()).toEqual([]);
    expect((await life.row('1')).slice(0, 2)).toEqual(['pending', 'CHANGED_IN_SIS']);
  });

  it('is decided for one student alone', async () => {
    sis.typeScore('Item 1', 'stu-2', 85);
    setScore('1', '1', 91);
    setScore('2', '1', 81);
    await again();
    await choose('1', 'send', 'stu-2');
    expect(await again()).toEqual(['Item 1/stu-2']);
    expect(sis.gradebook()['Item 1']).toEqual({ 'stu-1': 95, 'stu-2': 81 });
  });
});

describe('a score typed into the SIS where we have written nothing', () => {
  it('is nobody’s to overwrite without being asked; an empty place is filled', async () => {
    setScore('2', '2', 60);
    await again();
    sis.typeScore('Item 2', 'stu-2', 65);
    // This device forgets that it ever wrote for this student, as another browser would not know.
    const heads = await life.db.getAll('observed');
    const lineItemId = heads.find(({ itemId }) => itemId === '2')?.lineItemId ?? '';
    const hashes = await life.db.get('resultHashes', lineItemId);
    if (!hashes) throw new Error('nothing observed');
    const shows = { item: hashes.shows?.item ?? null, scores: {} };
    await life.db.put('resultHashes', { ...hashes, results: {}, shows });
    setScore('2', '2', 61);
    setScore('3', '2', 50);
    expect(await again()).toEqual(['Item 2/stu-3']);
    expect((await life.row('2')).slice(0, 2)).toEqual(['pending', 'CHANGED_IN_SIS']);
  });

  it('a device that knows nothing takes what is equal for acknowledged', async () => {
    await life.db.clear('observed');
    await life.db.clear('resultHashes');
    expect(await again()).toEqual(['Item 1', 'Item 2']);
    expect(await life.row('1')).toEqual(['synced', null, 2_000]);
  });
});

describe('a write whose answer never came', () => {
  const lost = new SisError({ code: 'SIS_DOWN', scope: 'run' });

  it('is not taken for somebody’s change', async () => {
    setScore('1', '1', 91);
    sis.refuseWhen((name) => (name === 'Item 1/stu-1' ? lost : null));
    await again();
    sis.refuseWhen(() => null);
    sis.typeScore('Item 1', 'stu-1', 91); // it had arrived
    setScore('1', '1', 92);
    expect(await again()).toEqual(['Item 1/stu-1']);
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', null]);
  });

  it('nor is what a killed worker had written', async () => {
    setScore('1', '1', 91);
    setScore('1', '2', 71);
    const died = new Promise<void>((gone) => {
      sis.afterWrite((name) => {
        if (name !== 'Item 1/stu-1') return;
        life.kill();
        gone();
      });
    });
    await life.runner.start([key], null);
    await died;
    sis.afterWrite(() => undefined);
    setScore('1', '1', 92);
    life = await startLife(world);
    await life.runner.resume();
    expect(sis.gradebook()['Item 1']).toEqual({ 'stu-1': 92, 'stu-2': 80 });
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', null]);
    expect((await section())?.readBack?.state).toBe('verified');
  });

  it('is written again when the teacher has meanwhile gone back to the old score', async () => {
    setScore('1', '1', 91);
    const died = new Promise<void>((gone) => {
      sis.afterWrite(() => {
        life.kill();
        gone();
      });
    });
    await life.runner.start([key], null);
    await died;
    sis.afterWrite(() => undefined);
    setScore('1', '1', 90);
    life = await startLife(world);
    await life.runner.resume();
    expect(sis.gradebook()['Item 1']).toEqual({ 'stu-1': 90, 'stu-2': 80 });
  });
});

describe('a line item that somebody changed in the SIS', () => {
  it('keeps its title there until the teacher decides, and holds its scores with it', async () => {
    sis.editItem('Item 1', { title: 'Quiz, first' });
    world.items[0] = item('1', { title: 'Item 1, new' });
    setScore('1', '1', 91);
    expect(await again()).toEqual([]);
    expect((await life.row('1')).slice(0, 2)).toEqual(['pending', 'ITEM_CHANGED_IN_SIS']);
    await choose('1', 'keep');
    expect(await again()).toEqual(['Quiz, first/stu-1']);
    expect(Object.keys(sis.gradebook())).toEqual(['Quiz, first', 'Item 2']);
  });

  it('is overwritten when the teacher says so', async () => {
    sis.editItem('Item 1', { title: 'Quiz, first' });
    world.items[0] = item('1', { title: 'Item 1, new' });
    await again();
    await choose('1', 'send');
    expect(await again()).toEqual(['Item 1, new']);
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', null]);
  });

  it('lets scores go where nothing of ours would undo the change, and tells of it', async () => {
    sis.editItem('Item 1', { title: 'Quiz, first' });
    setScore('1', '1', 91);
    expect(await again()).toEqual(['Quiz, first/stu-1']);
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', 'ITEM_CHANGED_IN_SIS']);
  });

  it('holds scores back where the points differ: 91 of 100 is not 91 of 50', async () => {
    sis.editItem('Item 1', { maxPoints: 50 });
    setScore('1', '1', 91);
    expect(await again()).toEqual([]);
    expect((await life.row('1')).slice(0, 2)).toEqual(['pending', 'ITEM_CHANGED_IN_SIS']);
  });
});
