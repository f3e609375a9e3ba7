import { expect, it } from 'vitest';
import { databaseName, openDatabase } from '../../../lib/storage/database.ts';
import { observedItems, readObserved } from '../../../lib/storage/observed-rows.ts';
import { isKnown } from '../../../lib/storage/roaming-section.ts';
import { openVersion } from './old-database.ts';

const section = { origin: 'https://app.schoology.com', sectionId: '1' };

/** A row of version 2, which held the hashes of all students. */
const oldRow = (n: number, results: Record<string, string>) => ({
  ...section,
  itemId: String(n),
  lineItemId: `li-${String(n).padStart(4, '0')}`,
  lineItem: `hash-${n}`,
  results,
  lastAttemptAt: 2_000,
  lastSuccessAt: 1_000,
  failure: { code: 'REJECTED', at: 2_000 },
});

async function upgraded(rows: object[]) {
  const old = await openVersion(2);
  for (const row of rows) await old.put('observed', row);
  old.close();
  return openDatabase(() => undefined);
}

it('what the SIS acknowledged before version 3 is known as it was, and counted beside it', async () => {
  const db = await upgraded([oldRow(1, { 'stu-1': 'a', 'stu-2': 'b' }), oldRow(2, {})]);
  const heads = await observedItems(db, section);
  expect([...heads.values()].map(({ scoresSent }) => scoresSent)).toEqual([2, 0]);
  expect(heads.get('li-0001')).not.toHaveProperty('results');
  const tx = db.transaction(['observed', 'resultHashes']);
  const whole = await readObserved(
    tx.objectStore('observed').index('section'),
    tx.objectStore('resultHashes').index('section'),
    section,
  );
  expect([...whole.values()]).toEqual([oldRow(1, { 'stu-1': 'a', 'stu-2': 'b' }), oldRow(2, {})]);
  db.close();
});

it('every row is taken over, however many there are', async () => {
  const db = await upgraded(Array.from({ length: 1_201 }, (_, n) => oldRow(n, { s: String(n) })));
  expect(await db.count('resultHashes')).toBe(1_201);
  expect((await db.get('resultHashes', 'li-1200'))?.results).toEqual({ s: '1200' });
  db.close();
});

it('a row that cannot be read stops the upgrade, and everything stays as it was', async () => {
  const torn = { ...oldRow(2, {}), results: 'torn' };
  await expect(upgraded([oldRow(1, { 'stu-1': 'a' }), torn])).rejects.toThrow(/abort/i);
  const old = await openVersion(2);
  expect(await old.getAll('observed')).toEqual([oldRow(1, { 'stu-1': 'a' }), torn]);
  expect([...old.objectStoreNames]).not.toContain('resultHashes');
  old.close();
  expect((await indexedDB.databases()).find(({ name }) => name === databaseName)?.version).toBe(2);
});

it('to version 6: what was read in this browser has been looked at in it, and is told to others', async () => {
  const old = await openVersion(2);
  const stored = { ...section, title: 'Algebra', categories: [], readAt: 1_000, problem: null };
  await old.put('sections', stored);
  await old.put('sections', { ...stored, sectionId: '2', readAt: null });
  old.close();
  const db = await openDatabase(() => undefined);
  expect(await isKnown(db, section)).toBe(true);
  expect(await isKnown(db, { ...section, sectionId: '2' })).toBe(false);
  expect(await db.getAll('roaming')).toMatchObject([{ rev: 1, pushed: 0 }]);
  db.close();
});
