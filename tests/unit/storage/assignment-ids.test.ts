import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Assigned, Intent } from '../../../lib/sis/powerschool/assignment-ids.ts';
import { createAssignmentIds } from '../../../lib/storage/assignment-ids.ts';
import { type Database, databaseName, openDatabase } from '../../../lib/storage/database.ts';

import { openVersion } from './old-database.ts';

const sis = 'https://district.powerschool.example';
const intent: Intent = {
  kind: 'intent',
  classId: '4711',
  at: 1_000,
  title: 'Quiz 3',
  dueDate: '2026-11-30',
  points: 20,
};
const assigned = (assignmentId: number, classId = '4711'): Assigned => ({
  kind: 'assigned',
  classId,
  assignmentId,
  assignmentSectionId: assignmentId + 1,
});

let db: Database;
beforeEach(async () => {
  db = await openDatabase(() => undefined);
});
afterEach(() => db.close());

describe('the assignments of a SIS', () => {
  it('are there in the next life', async () => {
    await createAssignmentIds(db, sis).set('li-1', intent);
    db.close();
    db = await openDatabase(() => undefined);
    const ids = createAssignmentIds(db, sis);
    expect(await ids.get('li-1')).toMatchObject(intent);
    await ids.set('li-1', assigned(70));
    expect(await ids.get('li-1')).toMatchObject(assigned(70));
    expect(await ids.get('li-1')).not.toHaveProperty('title');
    await ids.set('li-1', null);
    expect(await ids.get('li-1')).toBeNull();
  });

  it('are those of this SIS and class; an intent has none yet', async () => {
    const ids = createAssignmentIds(db, sis);
    await ids.set('li-1', assigned(70));
    await ids.set('li-2', assigned(80));
    await ids.set('li-3', assigned(90, '4712'));
    await ids.set('li-4', intent);
    await createAssignmentIds(db, 'https://other.example').set('li-1', assigned(60));
    expect([...(await ids.takenIn('4711')).keys()].toSorted()).toEqual([70, 80]);
    expect(await ids.get('li-1')).toMatchObject({ assignmentId: 70 });
  });

  it('are flushed to disk before anybody goes on', async () => {
    const transaction = vi.spyOn(db, 'transaction');
    await createAssignmentIds(db, sis).set('li-1', intent);
    expect(transaction).toHaveBeenCalledWith('assignments', 'readwrite', { durability: 'strict' });
  });
});

it('a database of the version before is taken over, choices and all', async () => {
  db.close();
  await new Promise((done) => {
    indexedDB.deleteDatabase(databaseName).onsuccess = done;
  });
  const key = { origin: 'https://app.schoology.com', sectionId: '1', itemId: '2' };
  const old = await openVersion(1);
  await old.put('flags', { ...key, include: false, optOut: 1 });
  old.close();
  db = await openDatabase(() => undefined);
  expect(await db.countFromIndex('flags', 'optOut')).toBe(1);
  await createAssignmentIds(db, sis).set('li-1', intent);
  expect(await db.count('assignments')).toBe(1);
});
