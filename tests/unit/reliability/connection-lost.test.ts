// @vitest-environment node
import { forceCloseDatabase } from 'fake-indexeddb';
import { unwrap } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectInvariants, hearConsole } from './after.ts';
import { type Computer, essay, noon, quiz, section, startComputer, until } from './computer.ts';

const second = 1_000;
const minute = 60 * second;

let computer: Computer;
let heard: unknown[];

beforeEach(async () => {
  heard = hearConsole();
  computer = await startComputer();
  await computer.ask('refreshSection', section);
});

afterEach(() => expectInvariants(computer, heard));

/** The browser closes the connection by itself, as it does on damage or when site data is cleared. */
async function browserCloses(): Promise<void> {
  const connection = unwrap((await computer.app()).db);
  const closed = new Promise((done) => connection.addEventListener('close', done));
  Reflect.apply(forceCloseDatabase, null, [connection]);
  await closed;
}

describe('a connection to the database that the browser closes', () => {
  it('is opened anew by the next message, with every choice', async () => {
    await computer.optOut(quiz.itemId);
    await browserCloses();
    expect(await computer.ask('getPanel')).toMatchObject({ ok: true });
    expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
  });

  it('in the middle of a run: an opt-out made then holds, the alarm stays, the run goes on to its end', async () => {
    const held = computer.holdPuts();
    await computer.ask('sync', { sections: [section] });
    await until(() => held.waiting.length === 6);
    await browserCloses();
    expect(await computer.optOut(quiz.itemId)).toMatchObject({ ok: true });
    held.release();
    await until(() => !computer.world.locked);
    expect(computer.sis.puts()).toHaveLength(6); // what was on the wire, and nothing after it
    expect(computer.world.wakesAt).toBe(noon + second);

    await computer.resume();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    expect(computer.putsOf(quiz.title)).toHaveLength(1); // the one that was on the wire
    expect(computer.gradebook()[quiz.title]).toEqual({});
    expect(Object.keys(computer.gradebook()[essay.title] ?? {})).toHaveLength(5);
    expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
  });
});

/** The database fails the next `times` writes of acknowledgements, as it does under a worker that is going. */
function failAcknowledgements(times: number): void {
  const put = IDBObjectStore.prototype.put;
  const failing = new Set<IDBTransaction>();
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put');
  spy.mockImplementation(function (this: IDBObjectStore, ...args) {
    if (this.name === 'observed' && failing.size < times) failing.add(this.transaction);
    if (this.name === 'observed' && failing.has(this.transaction)) {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    }
    return put.apply(this, args);
  });
}

/** A wake that ends as the one before. */
const wakeInVain = async (): Promise<void> =>
  expect((await computer.app()).resume()).rejects.toThrow();

/** The name of the error is kept, its words are not. */
async function expectStumbled(error: string): Promise<void> {
  expect(await computer.run()).toMatchObject({
    state: 'stopped',
    stopReason: { code: 'RUN_STUMBLED', params: { error } },
  });
  expect(computer.world.wakesAt).toBeNull();
}

describe('a database that fails under a run', () => {
  it('leaves the run to the next wake, which sends and writes down what is missing', async () => {
    failAcknowledgements(1);
    await computer.press();
    expect(await computer.run()).toMatchObject({ state: 'running', finishedAt: null });
    expect(computer.world.wakesAt).toBe(noon + second);
    expect(await computer.row(essay.itemId)).not.toContain('synced');

    await computer.resume();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0, stopReason: null });
    expect(computer.world.wakesAt).toBeNull();
    expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
  });

  it('ends the run once nothing has got done for five minutes, and the next click is the teacher’s', async () => {
    failAcknowledgements(Number.POSITIVE_INFINITY);
    await computer.press();
    const rests: number[] = [];
    const before = noon + 5 * minute;
    for (let at = computer.world.wakesAt; at !== null; at = computer.world.wakesAt) {
      expect(await computer.run()).toMatchObject({ state: 'running' });
      rests.push((at - computer.world.now) / second);
      expect(computer.world.now).toBeLessThan(before);
      computer.world.now = at;
      await wakeInVain();
    }
    expect(rests.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 32]);
    expect(computer.world.now).toBeGreaterThanOrEqual(before);
    await expectStumbled('InvalidStateError');
  });

  it('does not end it after a night’s sleep between the first time and the second', async () => {
    failAcknowledgements(Number.POSITIVE_INFINITY);
    await computer.press();
    computer.world.now += 8 * 60 * minute;
    await wakeInVain();
    expect(await computer.run()).toMatchObject({ state: 'running' });
    await wakeInVain();
    await expectStumbled('InvalidStateError');
  });

  it('counts anew once an item is done', async () => {
    failAcknowledgements(2);
    await computer.press();
    await wakeInVain();
    const [run] = await (await computer.app()).db.getAll('runs');
    expect(run?.stumbles).toEqual({ since: noon, times: 2 });
    await computer.resume();
    const [ended] = await (await computer.app()).db.getAll('runs');
    expect(ended).toMatchObject({ state: 'done', stumbles: null });
  });
});
