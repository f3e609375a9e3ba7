import { beforeEach, describe, expect, it } from 'vitest';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { lineItemId } from '../../../lib/sis/ids.ts';
import type { LinkRecord, ObservedItem } from '../../../lib/storage/records.ts';
import { algebra, anItem, background, biology } from './harness.ts';

const synced = { changes: 0, reason: null, blocked: false };

const sent = (itemId: string, change: Partial<ObservedItem> = {}): ObservedItem => ({
  ...algebra,
  itemId,
  lineItemId: lineItemId({ ...algebra, itemId }, 'class-1'),
  lineItem: 'hash',
  scoresSent: 2,
  lastAttemptAt: 900,
  lastSuccessAt: 900,
  failure: null,
  title: `Item ${itemId} in the SIS`,
  ...change,
});

const link: LinkRecord = {
  ...algebra,
  classId: 'class-1',
  classTitle: 'ALG1-02',
  schoolId: 'school-1',
  termIds: [],
  automatic: true,
  classOptions: [{ id: 'class-1', title: 'ALG1-02' }],
  students: {},
  unmatched: [],
  categories: {},
  sisCategories: [],
  periods: [],
  readAt: 0,
};

let world: Awaited<ReturnType<typeof background>>;
let handlers: ReturnType<typeof createPageHandlers>;
beforeEach(async () => {
  world = await background();
  handlers = createPageHandlers(world.app);
  await world.app.db.put('links', link);
  // 1 syncs, 2 is opted out, 3 is gone from Schoology; all three were sent.
  for (const id of ['1', '2', '3']) await world.app.db.put('observed', sent(id));
  for (const id of ['1', '2']) await world.app.db.put('items', anItem(algebra, id, synced));
  await handlers.setInclude({ opId: 'op-12345', key: { ...algebra, itemId: '2' }, include: false });
});

const listed = async () =>
  (await handlers.getStillInSis({ sections: [algebra, biology] })).items.toSorted((a, b) =>
    a.key.itemId.localeCompare(b.key.itemId),
  );
const ids = async () => (await listed()).map(({ key }) => key.itemId);

describe('still in the SIS', () => {
  it('is what is opted out, and what Schoology no longer lists', async () => {
    const of = (itemId: string, why: string) => ({
      key: { ...algebra, itemId },
      sectionTitle: algebra.sectionId,
      lineItemId: sent(itemId).lineItemId,
      title: `Item ${itemId} in the SIS`,
      why,
      scores: 2,
      lastSuccessAt: 900,
      classTitle: 'ALG1-02',
    });
    expect(await listed()).toEqual([of('2', 'opted-out'), of('3', 'deleted')]);
  });

  it('is counted for the section', async () => {
    const { sections } = await handlers.getPanel(undefined);
    expect(sections.map(({ stillInSis }) => stillInSis)).toEqual([2, 0]);
  });

  it('knows no deleted item of a section that was never read', async () => {
    const section = await world.app.db.get('sections', [algebra.origin, algebra.sectionId]);
    if (!section) throw new Error('no section');
    await world.app.db.put('sections', { ...section, readAt: null });
    expect(await ids()).toEqual(['2']);
  });

  it('leaves out what was never sent, and what the SIS says it has no more', async () => {
    await world.app.db.put('observed', sent('2', { lineItem: null, scoresSent: 0 }));
    const failure = { code: 'ITEM_REMOVED_IN_SIS' as const, at: 950 };
    await world.app.db.put('observed', sent('3', { failure }));
    expect(await ids()).toEqual([]);
  });

  it('leaves out a class that is not the teacher’s any more, and keeps the entry', async () => {
    await world.app.db.put('links', { ...link, classOptions: [] });
    expect((await listed()).map(({ classTitle }) => classTitle)).toEqual([null, null]);
  });
});

describe('what the teacher has removed there', () => {
  const removed = (itemId: string) =>
    handlers.removedInSis({ key: { ...algebra, itemId }, lineItemId: sent(itemId).lineItemId });
  const isKnown = async (itemId: string): Promise<boolean> =>
    (await world.app.db.get('observed', sent(itemId).lineItemId)) !== undefined;

  it('goes from the list, and what the SIS acknowledged of it is forgotten', async () => {
    const hashes = { ...algebra, lineItemId: sent('2').lineItemId, results: { 'stu-1': 'h1' } };
    await world.app.db.put('resultHashes', hashes);
    const { items } = await removed('2');
    expect(items.map(({ key }) => key.itemId)).toEqual(['3']);
    expect(await isKnown('2')).toBe(false);
    expect(await world.app.db.getAll('resultHashes')).toEqual([]);
    expect((await handlers.getPanel(undefined)).sections[0]?.stillInSis).toBe(1);
    const { rows } = await handlers.getSection(algebra);
    expect(rows.find(({ key }) => key.itemId === '2')).toMatchObject({
      status: 'opted-out',
      reason: { code: 'NEVER_SENT' },
      scoresSent: 0,
    });
  });

  it('loses its assignment of a SIS that gives its own ids, so that it is made anew', async () => {
    const assignment = (itemId: string) => ({
      kind: 'assigned' as const,
      sis: 'https://ps.example',
      lineItemId: sent(itemId).lineItemId,
      classId: 'class-1',
      assignmentId: Number(itemId),
      assignmentSectionId: 7,
    });
    for (const id of ['2', '3']) await world.app.db.put('assignments', assignment(id));
    await removed('2');
    expect(await world.app.db.getAll('assignments')).toEqual([assignment('3')]);
  });

  it('is not believed of an item that syncs: its scores would all be sent again', async () => {
    await removed('1');
    expect(await isKnown('1')).toBe(true);
  });
});
