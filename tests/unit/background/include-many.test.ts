import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { sectionKeyText } from '../../../lib/model/item-key.ts';
import { readFlags } from '../../../lib/storage/flag-store.ts';
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
  await setInclude({ opId: 'op-12345', key: one, include: false });
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
