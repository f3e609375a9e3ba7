// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { portalProfile } from '../../../../lib/sis/aeries/profile.ts';
import { createAssignmentNumbers } from '../../../../lib/storage/assignment-ids.ts';
import { openDatabase } from '../../../../lib/storage/database.ts';
import { marksOf } from '../../../sandbox/aeries/data.ts';
import { aeriesServer } from '../../sandbox/aeries-server.ts';
import { item, key, score } from '../../sync/course.ts';
import { startLife, type World } from '../../sync/harness.ts';
import { aeriesClient, start } from './aeries-client.ts';

// The real planner, runner, store of numbers and client, against the fake portal's pages.
const server = aeriesServer();
let world: Omit<World, 'sis'>;
beforeEach(() => {
  const [own] = server.aeries.gradebooks;
  const [own1, own2, own3] = own?.students ?? [];
  // Schoology's ids of this course end in the digits.
  for (const [n, student] of [own1, own2, own3].entries()) {
    if (student) student.permanentId = n + 1;
  }
  for (const other of server.aeries.gradebooks.slice(1)) other.students = [];
  world = {
    items: [item('1'), item('2', { title: 'Quiz' })],
    scores: [
      score('1', '1', 90),
      { ...score('2', '1', null), exception: 'missing' },
      score('3', '1', 0),
      score('1', '2', 101),
    ],
    now: start,
    profile: portalProfile,
  };
});

/** One life of the background with the portal as its SIS, the categories chosen by the teacher. */
async function portalLife() {
  const db = await openDatabase(() => undefined);
  const sis = aeriesClient(server.ask, createAssignmentNumbers(db, server.origin), {
    now: () => world.now,
  });
  const life = await startLife({ ...world, sis });
  await life.sync();
  const link = await life.db.get('links', [key.origin, key.sectionId]);
  if (!link) throw new Error('the section has no link');
  const categories = Object.fromEntries(
    world.items.map(({ categoryId }) => [categoryId, { sisId: 'HW/F', automatic: false }]),
  );
  await life.db.put('links', { ...link, categories });
  return {
    life,
    end(): void {
      db.close();
      life.sleep();
    },
  };
}

describe('a course synced to Aeries', () => {
  it('links itself, stands there once, and is not written again', async () => {
    const { life, end } = await portalLife();
    expect(await life.sync()).toMatchObject({ state: 'done', failed: 0 });
    expect(marksOf(server.aeries)).toEqual({
      'Item 1': { 1: '90', 3: '0' },
      Quiz: { 1: '101' },
    });
    expect((await life.row('1')).slice(0, 2)).toEqual(['synced', 'SPECIAL_NOT_SENT']);
    const writes = () => [...server.paths('POST'), ...server.paths('PUT')].length;
    const sent = writes();
    expect(sent).toBe(5); // two assignments, three marks
    await life.sync();
    expect(writes()).toBe(sent);
    end();
  });

  it('waits when the tab is closed, and goes on when it is open again', async () => {
    const { life, end } = await portalLife();
    server.tab = false;
    await life.sync();
    expect(server.paths('POST')).toEqual([]);
    expect((await life.row('1'))[0]).toBe('pending');
    server.tab = true;
    expect(await life.sync()).toMatchObject({ state: 'done', failed: 0 });
    expect(Object.keys(marksOf(server.aeries))).toEqual(['Item 1', 'Quiz']);
    end();
  });
});
