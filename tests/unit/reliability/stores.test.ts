// @vitest-environment node
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { databaseName } from '../../../lib/storage/database.ts';
import { loseDatabase } from '../storage/harness.ts';
import { type Computer, essay, noon, quiz, section, startComputer } from './computer.ts';
import { I2, I7 } from './invariants.ts';

const unsafe = { ok: false, reason: { code: 'STORAGE_UNSAFE' } };
/** What the panel is told of the stores, and shows. */
const said = {
  whole: null,
  restored: { code: 'STORAGE_RESTORED' },
  locked: { code: 'STORAGE_UNSAFE' },
};
const panelSays = (state: keyof typeof said) => ({
  ok: true,
  value: { storage: { state, detail: said[state] } },
});
let computer: Computer;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  computer = await startComputer();
  await computer.ask('refreshSection', section);
  expect(await computer.optOut(quiz.itemId)).toMatchObject({ ok: true });
});

const openAs = (version: number): Promise<IDBDatabase> =>
  new Promise((done, failed) => {
    const request = indexedDB.open(databaseName, version);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

async function expectQuizKeptBack(): Promise<void> {
  await computer.sync();
  expect(Object.keys(computer.gradebook())).toContain(essay.title);
  I2(
    computer.sis.puts().map(({ body }) => JSON.stringify(body)),
    [quiz.title],
  );
  expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
}

async function expectNothingAnswered(): Promise<void> {
  expect(await computer.ask('getPanel')).toEqual(unsafe);
  expect(await computer.optOut(essay.itemId)).toEqual(unsafe);
  expect(await computer.ask('sync', { sections: [section] })).toEqual(unsafe);
  I7(computer.sis.puts());
}

describe('a copy of the choices that is lost', () => {
  it('IndexedDB silently empty: the opt-out is restored, said, and holds in the next sync', async () => {
    await computer.sleep();
    await loseDatabase();
    computer.wake();
    expect(await computer.ask('getPanel')).toMatchObject(panelSays('restored'));
    await expectQuizKeptBack();
    expect(await computer.ask('confirmChoices')).toMatchObject(panelSays('whole'));
  });

  it('IndexedDB emptied under the running background: the same', async () => {
    await loseDatabase();
    expect(await computer.ask('getPanel')).toMatchObject(panelSays('restored'));
    await expectQuizKeptBack();
  });

  it('storage.local lost: made anew from the database, good enough to restore from', async () => {
    await computer.sleep();
    await fakeBrowser.storage.local.clear();
    computer.wake();
    expect(await computer.ask('getPanel')).toMatchObject(panelSays('whole'));
    await computer.sleep();
    await loseDatabase();
    computer.wake();
    await computer.ask('saveConnection', computer.connection);
    await expectQuizKeptBack();
  });

  it('both lost, or a new device: items are shown, and nothing is sent unless asked', async () => {
    await computer.sleep();
    await loseDatabase();
    await fakeBrowser.storage.local.clear();
    computer.wake();
    await computer.ask('saveConnection', computer.connection);
    await computer.ask('refreshSections');
    await computer.ask('refreshSection', section);
    await computer.resume();
    expect(await computer.row(quiz.itemId)).toEqual(['pending', 'NOT_YET_SYNCED', null]);
    expect(computer.sis.puts()).toEqual([]);
  });

  it('choices that cannot be proven whole keep an unfinished run from going on until confirmed', async () => {
    computer.interfere(({ method }, pass) =>
      method === 'PUT' ? new Response(null, { status: 429 }) : pass(),
    );
    await computer.sync();
    expect(await computer.run()).toMatchObject({ state: 'running', resumesAt: noon + 90_000 });
    computer.interfere(null);
    await (await computer.app()).db.clear('flags');
    await computer.sleep();
    await fakeBrowser.storage.local.remove('optOuts');
    computer.world.now += 90_000;
    computer.wake();
    await (await computer.app()).resume();
    expect(await computer.ask('getPanel')).toMatchObject(panelSays('locked'));
    expect(computer.sis.puts()).toEqual([]);

    await computer.optOut(quiz.itemId, 'off-again');
    await computer.ask('confirmChoices');
    await computer.resume();
    expect(await computer.run()).toMatchObject({ state: 'done' });
    await expectQuizKeptBack();
  });
});

describe('stores that cannot be opened or read', () => {
  const broken = (): never => {
    throw new DOMException('internal error', 'UnknownError');
  };

  it.each([
    ['the database does not open', () => vi.spyOn(indexedDB, 'open')],
    ['the database opens and no row can be read', () => vi.spyOn(IDBObjectStore.prototype, 'get')],
    ['storage.local throws', () => vi.spyOn(fakeBrowser.storage.local, 'get')],
  ])('%s: it is said, nothing is sent, and the next message tries again', async (_, spyOn) => {
    await computer.sleep();
    computer.wake();
    const port = spyOn();
    port.mockImplementation(broken);
    await expectNothingAnswered();
    port.mockRestore();
    expect(await computer.ask('getPanel')).toMatchObject(panelSays('whole'));
    await expectQuizKeptBack();
  });

  it('an older build on a newer database: it is said, nothing is sent, nothing is touched', async () => {
    await computer.sleep();
    (await openAs(99)).close();
    computer.wake();
    await expectNothingAnswered();
    const newer = await openAs(99);
    expect(newer.objectStoreNames).toContain('flags');
    newer.close();
  });

  it('another context upgrades: the older connection lets go at once, and says so from then on', async () => {
    const newer = await openAs(99); // would wait for ever for a connection that stays
    await expectNothingAnswered();
    newer.close();
  });

  it('an upgrade that dies anywhere leaves nothing behind and is made whole by the next start', async () => {
    const create = IDBDatabase.prototype.createObjectStore;
    const stores = (await computer.app()).db.objectStoreNames.length;
    for (let dies = 1; dies <= stores; dies++) {
      await computer.sleep();
      globalThis.indexedDB = new IDBFactory();
      computer.wake();
      let calls = 0;
      const spy = vi.spyOn(IDBDatabase.prototype, 'createObjectStore');
      spy.mockImplementation(function (this: IDBDatabase, ...args) {
        return ++calls === dies ? broken() : create.apply(this, args);
      });
      expect(await computer.ask('getPanel')).toEqual(unsafe);
      spy.mockRestore();
      expect(await computer.ask('getPanel')).toMatchObject(panelSays('restored'));
      expect((await computer.app()).db.objectStoreNames).toHaveLength(stores);
    }
  });
});

describe('a disk that is full', () => {
  const full = (): never => {
    throw new DOMException('no space left', 'QuotaExceededError');
  };

  it.each([1, 2])('at write %i of a choice: not saved, and nothing of it is', async (nth) => {
    const put = IDBObjectStore.prototype.put;
    let writes = 0;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put');
    spy.mockImplementation(function (this: IDBObjectStore, ...args) {
      return ++writes === nth ? full() : put.apply(this, args);
    });
    expect(await computer.optOut(essay.itemId)).toMatchObject({ ok: false });
    spy.mockRestore();
    expect((await computer.row(essay.itemId))?.[0]).toBe('pending');
    await computer.sleep();
    computer.wake();
    expect(await computer.ask('getPanel')).toMatchObject(panelSays('whole'));
    expect(await computer.optOut(essay.itemId)).toMatchObject({ ok: true });
    expect((await computer.row(essay.itemId))?.[0]).toBe('opted-out');
  });

  it('for the second copy of a choice: not saved, and every open page shows what is stored', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementation(full);
    const before = computer.world.broadcasts;
    expect(await computer.optOut(essay.itemId)).toMatchObject({ ok: false });
    expect(computer.world.broadcasts).toBe(before + 1);
    set.mockRestore();
    expect(await computer.optOut(essay.itemId)).toMatchObject({ ok: true });
    await computer.sleep();
    await loseDatabase();
    computer.wake();
    expect((await computer.app()).health()).toBe('restored');
    const { db } = await computer.app();
    expect(await db.count('flags')).toBe(2);
  });

  it('for acknowledgements: nothing is called Synced, and the next sync ends as it should', async () => {
    const put = IDBObjectStore.prototype.put;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put');
    spy.mockImplementation(function (this: IDBObjectStore, ...args) {
      return this.name === 'observed' ? full() : put.apply(this, args);
    });
    await computer.look();
    await computer.press();
    expect(await computer.run()).toMatchObject({ state: 'running' });
    expect(await computer.row(essay.itemId)).toEqual(['pending', 'NOT_YET_SYNCED', null]);
    spy.mockRestore();
    await expectQuizKeptBack();
    expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
  });
});
