// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startApp } from '../../../lib/background/app.ts';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { createTabHandlers } from '../../../lib/background/tab-handlers.ts';
import { panelView } from '../../../lib/background/views.ts';
import { lineItemId } from '../../../lib/sis/ids.ts';
import { sectionRange } from '../../../lib/storage/database.ts';
import { toRecord } from '../../../lib/storage/roaming-record.ts';
import { eventually } from '../eventually.ts';
import { link } from '../sync/course.ts';
import { countReads, type Reads } from './count-reads.ts';
import { anItem, background } from './harness.ts';

/** A teacher's year, made small: so many courses with so many items, each with an acknowledgement and a choice. */
const courses = 12;
const itemsEach = 10;
const origin = 'https://app.schoology.com';
const course = (n: number) => ({ origin, sectionId: String(20_000_000 + n) });
const first = course(0);
const planned = { changes: 0, reason: null, blocked: false };

async function aYear() {
  const world = await background();
  const { db } = world.app;
  for (const { origin: host, sectionId } of await db.getAll('sections')) {
    await db.delete('sections', [host, sectionId]);
  }
  for (let n = 0; n < courses; n++) {
    const section = course(n);
    const unread = { categories: [], readAt: 1_000, problem: null };
    await db.put('sections', { ...section, title: `Course ${n}`, ...unread });
    await db.put('links', { ...link, ...section, classId: `class-${n}` });
    for (let i = 0; i < itemsEach; i++) {
      const key = { ...section, itemId: String(50_000_000 + n * 1_000 + i) };
      const id = lineItemId(key, `class-${n}`);
      await db.put('items', anItem(section, key.itemId, planned));
      await db.put('observed', {
        ...key,
        lineItemId: id,
        lineItem: 'hash',
        scoresSent: 35,
        lastAttemptAt: 900,
        lastSuccessAt: 900,
        failure: null,
      });
      await db.put('resultHashes', { ...section, lineItemId: id, results: { 'stu-1': 'hash' } });
      const choice = {
        include: true,
        rev: 1,
        changedAt: 900,
        source: 'panel',
        opId: 'op',
      } as const;
      await db.put('flags', { ...key, ...choice });
    }
  }
  return world;
}

let world: Awaited<ReturnType<typeof aYear>>;
let counter: { reads: Reads; reset: () => void };

beforeEach(async () => {
  world = await aYear();
  await panelView(world.app); // counts everything once
  counter = countReads();
});

/** Of what grows with the year: the lists of courses and of their counts are what is shown. */
const growing = ({ sections: _, summaries: __, ...rest }: Reads): Reads => rest;
const oneCourse = { items: itemsEach, flags: itemsEach, observed: itemsEach };

describe('nothing that is done often reads a whole store', () => {
  it('the panel’s list of courses reads none of their items', async () => {
    const { sections } = await panelView(world.app);
    expect(sections.map(({ items }) => items)).toEqual(Array(courses).fill(itemsEach));
    expect(growing(counter.reads)).toEqual({});
  });

  it('a course’s list reads that course, and no hashes', async () => {
    const { rows } = await createPageHandlers(world.app).getSection(first);
    expect(rows).toHaveLength(itemsEach);
    expect(counter.reads).toEqual({ ...oneCourse, sections: 2, links: 2 });
  });

  it('a choice reads one item, and after it one course is counted again', async () => {
    const key = { ...first, itemId: '50000003' };
    await createPageHandlers(world.app).setInclude({ opId: 'op-12345', key, include: false });
    await eventually(() => expect(counter.reads.observed).toBe(1 + itemsEach));
    // The flags of the course are also what the second copy of its opt-outs is written from.
    expect(growing(counter.reads)).toMatchObject({ observed: 1 + itemsEach });
    expect(counter.reads.items).toBeLessThanOrEqual(itemsEach + 2);
    expect(counter.reads.flags).toBeLessThanOrEqual(2 * itemsEach + 2);
    expect(counter.reads.resultHashes).toBeUndefined();
  });

  it('a box in a dialog reads one course', async () => {
    const from = { kind: 'tab' as const, origin, tabId: 7 };
    const data = { sectionId: first.sectionId, items: [{ itemId: '50000003', title: null }] };
    const { items } = await createTabHandlers(world.app).getItems(data, from);
    expect(items[0]).toMatchObject({ include: true, scoresSent: 35 });
    for (const rows of Object.values(growing(counter.reads))) {
      expect(rows).toBeLessThanOrEqual(2 * itemsEach);
    }
  });

  it('a form that is submitted and saved reads its own items and its course', async () => {
    const from = { kind: 'tab' as const, origin, tabId: 7 };
    const handlers = createTabHandlers(world.app);
    const choice = { itemId: '50000003', title: 'Item', include: false };
    const form = { opId: 'op-12345', sectionId: first.sectionId, choices: [choice] };
    await handlers.stageChoices({ ...form, source: 'dialog' }, from);
    await handlers.settleChoices({ opId: 'op-12345', outcome: 'saved' }, from);
    await eventually(() => expect(counter.reads.observed).toBe(itemsEach));
    expect(counter.reads.items).toBeLessThanOrEqual(itemsEach + 1);
    expect(counter.reads.resultHashes).toBeUndefined();
  });

  it('a choice does not wait until every course has been counted again', async () => {
    await world.app.db.clear('summaries');
    const panel = panelView(world.app);
    const counted = () => world.app.db.count('summaries');
    while ((await counted()) === 0); // it has begun
    const key = { ...first, itemId: '50000003' };
    await createPageHandlers(world.app).setInclude({ opId: 'op-12345', key, include: false });
    expect(await counted()).toBeLessThan(courses / 2);
    expect((await panel).sections).toHaveLength(courses);
  });

  it('what another browser says of a course is compared without a question for each item', async () => {
    const { db, ports, roaming } = world.app;
    const ids = Array.from({ length: itemsEach }, (_, n) => String(50_000_000 + n));
    const choices = ids.map((itemId) => ({ itemId, rev: 2, choice: 'out' as const }));
    await ports.sync?.set(toRecord('another-browser', first, { known: true, choices }));
    const asked = vi.spyOn(IDBObjectStore.prototype, 'get');
    asked.mockClear();
    await roaming.hear();
    const names = asked.mock.contexts.map((store) => store instanceof IDBObjectStore && store.name);
    expect(names).toContain('meta');
    expect(names).not.toContain('cleared');
    const flags = await db.getAll('flags', sectionRange(first));
    expect(flags.map(({ include }) => include)).toEqual(Array(itemsEach).fill(false));
  });

  it('a background that wakes reads nothing that grows', async () => {
    world.app.db.close();
    counter.reset();
    const app = await startApp(world.app.ports, { lost: vi.fn(), next: vi.fn() });
    await panelView(app);
    expect(growing(counter.reads)).toEqual({ meta: 1 });
    app.db.close();
  });
});
