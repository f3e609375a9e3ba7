import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../lib/storage/database.ts';
import { readFlags } from '../../../lib/storage/flag-store.ts';
import { isKnown } from '../../../lib/storage/roaming-section.ts';
import { openVersion } from '../storage/old-database.ts';
import { interceptUpgrade } from './upgrade-calls.ts';

const section = { origin: 'https://app.schoology.com', sectionId: '1' };

/** What a teacher has on the disk of version 2: a course that was read, an opt-out, and an item that was sent. */
const old = {
  sections: { ...section, title: 'Algebra', categories: [], readAt: 1_000, problem: null },
  flags: {
    ...section,
    itemId: '2',
    include: false,
    rev: 1,
    changedAt: 1_000,
    source: 'panel',
    opId: 'op-1',
    optOut: 1,
  },
  observed: {
    ...section,
    itemId: '1',
    lineItemId: 'li-1',
    lineItem: 'hash-1',
    results: { 'stu-1': 'a', 'stu-2': 'b' },
    lastAttemptAt: 2_000,
    lastSuccessAt: 2_000,
    failure: null,
  },
};

/** From now on the call with this number stumbles. `end` undoes it, and answers how many there were. */
function dieAt(death: number): { end: () => number } {
  let made = 0;
  const end = interceptUpgrade((call) => {
    made += 1;
    if (made === death) throw new Error('died');
    return call();
  });
  return {
    end() {
      end();
      return made;
    },
  };
}

async function version2(): Promise<void> {
  const db = await openVersion(2);
  for (const [store, row] of Object.entries(old)) await db.put(store, row);
  db.close();
}

async function expectVersion2(): Promise<void> {
  const [{ version } = {}] = await indexedDB.databases();
  expect(version).toBe(2);
  const db = await openVersion(2);
  for (const [store, row] of Object.entries(old)) expect(await db.getAll(store)).toEqual([row]);
  expect([...db.objectStoreNames]).not.toContain('otherSis');
  db.close();
}

async function expectToday(db: Database): Promise<void> {
  expect((await readFlags(db, section)).get('2')?.include).toBe(false);
  expect((await db.get('resultHashes', 'li-1'))?.results).toEqual(old.observed.results);
  expect(await db.get('observed', 'li-1')).toMatchObject({ lineItem: 'hash-1', scoresSent: 2 });
  expect(await isKnown(db, section)).toBe(true);
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

it('an upgrade that dies at any of its calls leaves the old disk whole, and the next one takes all of it over', async () => {
  await version2();
  const counted = dieAt(0);
  const undisturbed = await openDatabase(() => undefined);
  const total = counted.end();
  await expectToday(undisturbed);
  undisturbed.close();
  expect(total).toBeGreaterThan(12);
  for (let call = 1; call <= total; call++) {
    globalThis.indexedDB = new IDBFactory();
    await version2();
    const dying = dieAt(call);
    await expect(
      openDatabase(() => undefined),
      `call ${call} of ${total}`,
    ).rejects.toThrow();
    expect(dying.end()).toBeGreaterThanOrEqual(call);
    await expectVersion2();
    const db = await openDatabase(() => undefined);
    await expectToday(db);
    db.close();
  }
});
