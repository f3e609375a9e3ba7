// @vitest-environment node
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAssignmentIds } from '../../../../lib/storage/assignment-ids.ts';
import { openDatabase } from '../../../../lib/storage/database.ts';
import { gradebookOf, newPowerSchool } from '../../../sandbox/powerschool/powerschool.ts';
import { createLifeline, type Death, type Lifeline } from '../../reliability/lifeline.ts';
import { powerSchoolServer } from '../../sandbox/powerschool-server.ts';
import { item, score } from '../../sync/course.ts';
import { createFakeSis } from '../../sync/fake-sis.ts';
import { startLife, type World } from '../../sync/harness.ts';
import { powerClient, start } from './power-client.ts';

// The real planner and runner, the real store of ids and the real client, against PowerSchool's rules over loopback.
const server = powerSchoolServer();
const inFlight = new Set<Promise<unknown>>();
let world: Omit<World, 'sis'>;
/** Told when PowerSchool has done what was asked, and before its answer is heard. */
let beforeAnswer: (request: string) => void;

beforeEach(() => {
  beforeAnswer = () => undefined;
  world = {
    items: [item('1'), item('2', { title: 'Quiz' })],
    scores: [score('1', '1', 90), score('2', '1', 80.5), score('3', '1', 0), score('1', '2', 101)],
    now: start,
  };
});

/** One life of the background with PowerSchool as its SIS. What it does to PowerSchool and to its ids dies with it. */
async function powerLife(lifeline: Lifeline = createLifeline()) {
  const database = await openDatabase(() => undefined);
  const ids = createAssignmentIds(lifeline.wrap(database), server.origin);
  const wire = lifeline.wrap({ fetch: sending });
  const clock = { now: () => world.now };
  const own = createLifeline();
  const sis = powerClient(
    { fetch: (...args) => wire.fetch(...args), origin: server.origin },
    ids,
    clock,
  );
  const life = await startLife(Object.assign(world, { sis }), own);
  void lifeline.died.then(own.kill);
  return {
    life,
    end(): void {
      own.kill();
      database.close();
      life.sleep();
    },
  };
}

/** What has left the browser arrives, whether or not anybody still waits for an answer. */
const sending: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  const { method, url } = request;
  const sent = server.fetch(request).then((answer) => {
    beforeAnswer(`${method} ${new URL(url).pathname}`);
    return answer;
  });
  const settled = sent.catch(() => undefined).finally(() => inFlight.delete(settled));
  inFlight.add(settled);
  return sent;
};

const names = (): unknown[] =>
  [...server.power.state.assignments.values()].flatMap(({ sections }) =>
    sections.map(({ name }) => name),
  );
const writes = () =>
  server.power.requests.filter(
    ({ method, path }) => method === 'PUT' || (method === 'POST' && path.endsWith('/assignment')),
  );

describe('a course synced to PowerSchool', () => {
  it('stands there as it would in a SIS over OneRoster', async () => {
    const oneRoster = createFakeSis();
    const there = await startLife({ ...world, sis: oneRoster.client });
    await there.sync();
    there.sleep();
    globalThis.indexedDB = new IDBFactory();
    const { life, end } = await powerLife();
    expect(await life.sync()).toMatchObject({ state: 'done', total: 2, done: 2, failed: 0 });
    const entered = gradebookOf(server.power);
    expect(entered).toEqual({
      'Item 1': { 'S-1': '90', 'S-2': '80.5', 'S-3': '0' },
      Quiz: { 'S-1': '101' },
    });
    const points = Object.entries(entered).map(([title, scores]) => [
      title,
      Object.fromEntries(
        Object.entries(scores).map(([id, text]) => [id.replace('S', 'stu'), Number(text)]),
      ),
    ]);
    expect(Object.fromEntries(points)).toEqual(oneRoster.gradebook());
    expect(await life.row('1')).toEqual(['synced', null, start]);
    end();
  });

  it('is written with one request for each item and one for its scores, and then with none', async () => {
    const { life, end } = await powerLife();
    await life.sync();
    expect(writes()).toHaveLength(4);
    await life.sync();
    expect(writes()).toHaveLength(4);
    world.scores[0] = score('1', '1', 91);
    await life.sync();
    expect(writes()).toHaveLength(5);
    expect(gradebookOf(server.power)['Item 1']).toEqual({ 'S-1': '91', 'S-2': '80.5', 'S-3': '0' });
    end();
  });

  it('says of a student who is not on the assignment that this score failed, and no other', async () => {
    const { life, end } = await powerLife();
    await life.sync();
    server.power.state.assignments.get(70_001)?.without.add(9002);
    world.scores = [score('1', '1', 91), score('2', '1', 81), score('3', '1', 1)];
    await life.sync();
    expect(gradebookOf(server.power)['Item 1']).toEqual({ 'S-1': '91', 'S-2': '80.5', 'S-3': '1' });
    expect((await life.row('1')).slice(0, 2)).toEqual(['failed', 'STUDENT_NOT_ENROLLED']);
    end();
  });

  it('waits when the teacher is signed out, and goes on after signing in', async () => {
    const { life, end } = await powerLife();
    await life.sync();
    world.scores = [score('1', '1', 91)];
    server.power.signedOut = 'login-page';
    expect(await life.sync()).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'SIS_SIGNED_OUT' },
    });
    expect((await life.row('1'))[0]).toBe('pending');
    server.power.signedOut = null;
    await life.sync();
    expect(gradebookOf(server.power)['Item 1']).toMatchObject({ 'S-1': '91' });
    expect((await life.row('1'))[0]).toBe('synced');
    end();
  });
});

/** A sync with a death in it, and another one in the next life. Answers how many calls the first life made. */
async function twoLives(death: Death | null): Promise<number> {
  globalThis.indexedDB = new IDBFactory();
  fakeBrowser.reset();
  server.power = newPowerSchool();
  world.now = start;
  const lifeline = createLifeline(death);
  const first = await powerLife(lifeline);
  await Promise.race([first.life.sync(), lifeline.died]);
  await Promise.all(inFlight);
  first.end();
  world.now = start + 60_000;
  const second = await powerLife();
  await second.life.runner.resume();
  await second.life.sync();
  expect((await second.life.row('1'))[0]).toBe('synced');
  expect((await second.life.row('2'))[0]).toBe('synced');
  second.end();
  return lifeline.calls();
}

describe('a worker killed at any moment of a sync', () => {
  it('between a create and its answer leaves one assignment, not two', async () => {
    const lifeline = createLifeline();
    beforeAnswer = (request) => {
      if (request === 'POST /ws/xte/section/assignment') lifeline.kill();
    };
    const first = await powerLife(lifeline);
    await Promise.race([first.life.sync(), lifeline.died]);
    beforeAnswer = () => undefined;
    expect(names()).toEqual(['Item 1']);
    await Promise.all(inFlight);
    first.end();
    // Even at once: what is found needs no waiting for.
    const second = await powerLife();
    await second.life.runner.resume();
    expect(names().toSorted()).toEqual(['Item 1', 'Quiz']);
    expect((await second.life.row('1'))[0]).toBe('synced');
    second.end();
  });

  it('leaves one assignment per item, with its scores', async () => {
    const calls = await twoLives(null);
    expect(calls).toBeGreaterThan(20);
    for (let call = 1; call <= calls; call++) {
      for (const when of ['before', 'after'] as const) {
        await twoLives({ call, when });
        const at = `died ${when} call ${call}`;
        expect([at, names().toSorted()]).toEqual([at, ['Item 1', 'Quiz']]);
        expect([at, gradebookOf(server.power)]).toEqual([
          at,
          { 'Item 1': { 'S-1': '90', 'S-2': '80.5', 'S-3': '0' }, Quiz: { 'S-1': '101' } },
        ]);
      }
    }
  }, 120_000);
});
