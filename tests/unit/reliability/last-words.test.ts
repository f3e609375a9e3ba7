// @vitest-environment node
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AppPorts } from '../../../lib/background/app.ts';
import type { KeyValue } from '../../../lib/storage/key-value.ts';
import { expectInvariants, hearConsole } from './after.ts';
import { type Computer, essay, quiz, section, startComputer, until } from './computer.ts';
import { noConnection } from './internet.ts';

let computer: Computer;
let heard: unknown[];

beforeEach(() => {
  heard = hearConsole();
  vi.spyOn(Math, 'random').mockReturnValue(0); // full jitter: repeats follow at once
});

/**
 * The browser under a worker that it is ending: from a call on it refuses, in its own words and of no class that could be
 * told, and requests break off. The database still takes what the worker writes last. `goFrom` counts the calls from now
 * on.
 */
function goingBrowser(given: AppPorts) {
  let left = Number.POSITIVE_INFINITY;
  let calls = 0;
  const isGone = (): boolean => {
    calls++;
    return --left < 0;
  };
  const refusing =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (isGone()) throw new Error('No SW');
      return call(...args);
    };
  const area = (store: KeyValue): KeyValue => ({
    get: refusing((keys) => store.get(keys)),
    set: refusing((values) => store.set(values)),
    remove: refusing((keys) => store.remove(keys)),
  });
  return {
    ports: {
      local: area(given.local),
      session: area(given.session),
      managed: {
        get: refusing(() => given.managed.get(null)),
        confirmed: refusing(() => given.managed.confirmed()),
      },
      hasHostAccess: refusing(given.hasHostAccess),
      fetch: async (...request: Parameters<typeof fetch>): Promise<Response> =>
        isGone() ? noConnection() : given.fetch(...request),
    },
    goFrom(call: number): void {
      left = call - 1;
      calls = 0;
    },
    calls: () => calls,
  };
}

/** Presses Sync in a life whose browser goes from call `from` on, to the end of that life. Answers how many it made. */
async function syncUnderGoingBrowser(from: number): Promise<number> {
  computer = await startComputer();
  for (const { nid } of computer.lms.items(section.sectionId)) {
    if (![essay, quiz].some(({ itemId }) => itemId === String(nid))) computer.lms.removeItem(nid);
  }
  await computer.ask('refreshSection', section);
  await computer.sleep();
  const whole = { ...computer.ports };
  const going = goingBrowser(whole);
  Object.assign(computer.ports, going.ports);
  computer.wake();
  await computer.app();
  going.goFrom(from);
  await computer.ask('sync', { sections: [section] });
  await until(() => !computer.world.driving);
  const calls = going.calls();
  Object.assign(computer.ports, whole);
  await computer.sleep();
  computer.wake();
  return calls;
}

/** Wakes as its alarm does until the run has ended; where the worker died before there was one, Sync is pressed again. */
async function wakeUntilDone(): Promise<void> {
  if ((await computer.run()) === null) await computer.sync();
  for (let wakes = 0; wakes < 3 && (await computer.run())?.finishedAt === null; wakes++) {
    computer.world.now = Math.max(computer.world.now, computer.world.wakesAt ?? 0);
    await computer.resume();
  }
}

describe('a worker that the browser refuses everything, as it does when it ends it', () => {
  it('leaves its run to the next wake, from whichever call on: nothing has failed, all is Synced', async () => {
    const total = await syncUnderGoingBrowser(Number.POSITIVE_INFINITY);
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    await computer.sleep();
    expect(total).toBeGreaterThan(2 * 12); // 2 line items and 10 scores, each with a look at the token
    for (let from = 1; from <= total; from++) {
      fakeBrowser.reset();
      globalThis.indexedDB = new IDBFactory();
      await syncUnderGoingBrowser(from);
      await wakeUntilDone();
      const at = `from call ${from} of ${total}`;
      expect(await computer.run(), at).toMatchObject({ state: 'done', failed: 0 });
      expect(computer.sis.state.results.size, at).toBe(10);
      expect((await computer.row(essay.itemId))?.[0], at).toBe('synced');
      await expectInvariants(computer, heard);
      await computer.sleep();
    }
  }, 120_000);
});
