import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { sectionKeyText } from '../../../lib/model/item-key.ts';
import { readFlags } from '../../../lib/storage/flag-store.ts';
import { eventually } from '../eventually.ts';
import { algebra, anItem, background, biology, putItems } from './harness.ts';

const synced = { changes: 0, reason: null, blocked: false };
const one = { ...algebra, itemId: '1' };
const two = { ...biology, itemId: '2' };
const both = (choice: { include: boolean; chosenIn: 'panel' } | null) =>
  [one, two].map((key) => ({ key, choice }));

let world: Awaited<ReturnType<typeof background>>;
beforeEach(async () => {
  world = await background();
  await putItems(world.app, anItem(algebra, '1', synced));
  await putItems(world.app, anItem(biology, '2', synced));
});

const flags = async () => [
  ...(await readFlags(world.app.db, algebra)).values(),
  ...(await readFlags(world.app.db, biology)).values(),
];

it('a choice leaves the section its name, also when it was read before its name was known', async () => {
  const unnamed = { ...algebra, title: algebra.sectionId };
  const nothing = { categories: [], periods: [], members: [], scores: [] };
  const items = [anItem(algebra, '1', null)];
  world.app.snapshots.set(sectionKeyText(algebra), { section: unnamed, items, ...nothing });
  const stored = { categories: [], readAt: 1_000, problem: null };
  await world.app.db.put('sections', { ...algebra, title: 'Algebra 1', ...stored });
  const { setInclude, getSection } = createPageHandlers(world.app);
  await setInclude({ opId: 'op-12345', key: one, include: true }); // an opt-in is planned before its answer
  expect((await getSection(algebra)).section.title).toBe('Algebra 1');
});

describe('one choice for items of several sections', () => {
  it('is committed once and answered with the rows that it changed', async () => {
    const { setIncludeMany } = createPageHandlers(world.app);
    const commits = vi.spyOn(world.app.mirror, 'writeSections');
    const { rows } = await setIncludeMany({
      opId: 'many-1234',
      choices: both({ include: false, chosenIn: 'panel' }),
    });
    expect(commits).toHaveBeenCalledOnce();
    expect(rows.map(({ key, status, chosenIn }) => [key, status, chosenIn])).toEqual([
      [one, 'opted-out', 'panel'],
      [two, 'opted-out', 'panel'],
    ]);
  });

  it('keeps a run under way from sending what is excluded', async () => {
    const exclude = vi.spyOn(world.app.runner, 'exclude');
    await createPageHandlers(world.app).setIncludeMany({
      opId: 'many-1234',
      choices: both({ include: false, chosenIn: 'panel' }),
    });
    expect(exclude.mock.calls).toEqual([[one], [two]]);
  });

  it('taken back leaves no choice where there was none', async () => {
    const { setIncludeMany } = createPageHandlers(world.app);
    await setIncludeMany({
      opId: 'many-1234',
      choices: both({ include: false, chosenIn: 'panel' }),
    });
    const { rows } = await setIncludeMany({ opId: 'undo-1234', choices: both(null) });
    expect(rows.map(({ include, chosenIn }) => [include, chosenIn])).toEqual([
      [true, null],
      [true, null],
    ]);
    expect(await flags()).toEqual([]);
  });
});

describe('what was planned for an item that is chosen anew', () => {
  const plans = async () =>
    (await world.app.db.getAll('items')).map(({ itemId, planned }) => [itemId, planned]);

  it('is forgotten with the choice itself, also where the second copy then fails', async () => {
    vi.spyOn(world.app.mirror, 'writeSections').mockRejectedValue(new Error('full'));
    const { setInclude } = createPageHandlers(world.app);
    await expect(setInclude({ opId: 'op-12345', key: one, include: false })).rejects.toThrow(
      'full',
    );
    expect(await plans()).toEqual([
      ['1', null],
      ['2', synced],
    ]);
  });

  it('is forgotten of many items at once, and of no other', async () => {
    const ids = Array.from({ length: 10 }, (_, n) => String(100 + n));
    await putItems(world.app, ...ids.map((itemId) => anItem(algebra, itemId, synced)));
    const choices = ids.map((itemId) => ({
      key: { ...algebra, itemId },
      choice: { include: false, chosenIn: 'panel' as const },
    }));
    const { setIncludeMany } = createPageHandlers(world.app);
    const { rows } = await setIncludeMany({ opId: 'many-1234', choices });
    expect(rows.map(({ key, status }) => [key.itemId, status])).toEqual(
      ids.map((itemId) => [itemId, 'opted-out']),
    );
    expect(await plans()).toEqual([
      ['1', synced],
      ...ids.map((itemId) => [itemId, null]),
      ['2', synced],
    ]);
  });

  it('has each choice of many counted as the next of its item', async () => {
    const ids = Array.from({ length: 10 }, (_, n) => String(100 + n));
    await putItems(world.app, ...ids.map((itemId) => anItem(algebra, itemId, synced)));
    const { setIncludeMany } = createPageHandlers(world.app);
    for (const [opId, choice] of [
      ['first-123', { include: false, chosenIn: 'panel' as const }],
      ['second-12', null],
      ['third-123', { include: true, chosenIn: 'panel' as const }],
    ] as const) {
      const choices = ids.map((itemId) => ({ key: { ...algebra, itemId }, choice }));
      await setIncludeMany({ opId, choices });
    }
    expect((await flags()).map(({ itemId, rev, include }) => [itemId, rev, include])).toEqual(
      ids.map((itemId) => [itemId, 3, true]),
    );
    expect(await world.app.db.getAll('cleared')).toEqual([]);
  });

  const read = () => {
    const section = { ...algebra, title: 'Algebra 1' };
    const nothing = { categories: [], periods: [], members: [], scores: [] };
    const items = [anItem(algebra, '1', null)];
    world.app.snapshots.set(sectionKeyText(algebra), { section, items, ...nothing });
  };

  it('is planned anew soon after an opt-out is answered, and the views are told', async () => {
    read();
    const { setInclude } = createPageHandlers(world.app);
    const { row } = await setInclude({ opId: 'op-12345', key: one, include: false });
    expect(row.status).toBe('opted-out');
    expect(await plans()).toEqual([
      ['1', null],
      ['2', synced],
    ]);
    world.notify.mockClear();
    await eventually(() => expect(world.notify).toHaveBeenCalledWith(algebra));
    expect(await plans()).toEqual([
      ['1', synced],
      ['2', synced],
    ]);
  });

  it('is planned anew before an opt-in is answered: its row says what would be sent', async () => {
    read();
    const { setInclude } = createPageHandlers(world.app);
    await setInclude({ opId: 'op-12345', key: one, include: true });
    expect((await plans())[0]).not.toEqual(['1', null]);
  });
});
