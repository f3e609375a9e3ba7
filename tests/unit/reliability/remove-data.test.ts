// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loseDatabase } from '../storage/harness.ts';
import { type Computer, essay, quiz, section, startComputer } from './computer.ts';

let computer: Computer;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  computer = await startComputer();
  await computer.look();
  await computer.optOut(quiz.itemId);
  await computer.sync();
  await (await computer.app()).roaming.tell();
});

/** Every row of every store but the sentinel. */
async function rows(): Promise<number> {
  const { db } = await computer.app();
  const counts = await Promise.all([...db.objectStoreNames].map((name) => db.count(name)));
  return counts.reduce((sum, count) => sum + count, 0) - (await db.count('meta'));
}
const keyOf = async () => (await (await computer.app()).db.get('meta', 'sentinel'))?.hashKey;
const stored = async (area: 'local' | 'session') =>
  Object.keys(await fakeBrowser.storage[area].get(null));

describe('Remove my data', () => {
  it('leaves nothing of the teacher’s in this browser, and makes another key', async () => {
    const keyBefore = await keyOf();
    expect(await computer.ask('removeData', { otherBrowsers: true })).toEqual({
      ok: true,
      value: { removed: true },
    });
    expect(await keyOf()).not.toBe(keyBefore);
    expect(await rows()).toBe(0);
    expect(await stored('local')).toEqual(['optOuts']); // the head of an empty mirror
    expect(await stored('session')).toEqual(['session']); // that a browser session is under way
    expect(computer.profile.stored()).toEqual({});
    expect(computer.world.wakesAt).toBeNull();
    expect(await computer.ask('getPanel')).toMatchObject({
      value: { connection: { state: 'not-configured' }, sections: [], run: null },
    });
  });

  it('keeps what other browsers are told, unless that is to go too, and hears of it again', async () => {
    await computer.ask('removeData', { otherBrowsers: false });
    expect(Object.keys(computer.profile.stored())).toHaveLength(1);
    await (await computer.app()).roaming.idle();
    const flag = await (await computer.app()).db.getAll('flags');
    expect(flag).toMatchObject([{ itemId: quiz.itemId, include: false, source: 'other-browser' }]);
  });

  it('takes nothing back from the SIS, and in the middle of a run nothing more is sent', async () => {
    const sent = Object.keys(computer.gradebook());
    computer.lms.setScore('31000009', essay.itemId, 91);
    const held = computer.holdPuts();
    await computer.ask('sync', { sections: [section] });
    while (held.waiting.length === 0) await new Promise((next) => setImmediate(next));
    const onTheWire = held.waiting.length + computer.sis.puts().length;
    await computer.ask('removeData', { otherBrowsers: true });
    held.release();
    while (computer.world.driving) await new Promise((next) => setImmediate(next));
    expect(computer.sis.puts().length).toBeLessThanOrEqual(onTheWire);
    expect(Object.keys(computer.gradebook())).toEqual(sent);
    expect(await rows()).toBe(0);
  });
});

describe('a database that stays broken', () => {
  const broken = (): never => {
    throw new DOMException('internal error', 'UnknownError');
  };

  it('is begun anew when the teacher says so, with the opt-outs', async () => {
    await computer.sleep();
    computer.wake();
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(broken);
    expect(await computer.ask('getPanel')).toMatchObject({ ok: false });
    expect(await computer.ask('repairStorage')).toMatchObject({ ok: false }); // still broken, and said
    open.mockRestore();
    const remove = vi.spyOn(indexedDB, 'deleteDatabase');
    expect(await computer.ask('repairStorage')).toMatchObject({ ok: true });
    expect(remove).toHaveBeenCalledOnce();
    expect(await computer.ask('getPanel')).toMatchObject({
      value: { storage: { state: 'restored' } },
    });
    await computer.sync();
    expect(computer.putsOf(quiz.title)).toEqual([]);
    expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
  });

  it('and both copies with it: the opt-outs come back from the other browsers', async () => {
    await computer.sleep();
    await loseDatabase();
    await fakeBrowser.storage.local.clear();
    computer.wake();
    await (await computer.app()).roaming.idle();
    await computer.ask('saveConnection', computer.connection);
    await computer.sync();
    expect(computer.putsOf(quiz.title)).toEqual([]);
    expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
  });

  it('that a newer version wrote is not deleted', async () => {
    await computer.sleep();
    computer.wake();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('newer', 'VersionError');
    });
    const remove = vi.spyOn(indexedDB, 'deleteDatabase');
    expect(await computer.ask('repairStorage')).toMatchObject({ ok: false });
    expect(remove).not.toHaveBeenCalled();
  });
});
