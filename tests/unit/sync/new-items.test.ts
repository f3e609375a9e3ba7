import { beforeEach, describe, expect, it } from 'vitest';
import { profileOf } from '../../../lib/sis/profile.ts';
import { commitFlags, readFlags } from '../../../lib/storage/flag-store.ts';
import { prepareSection } from '../../../lib/sync/plan/prepare-section.ts';
import { item, key, score } from './course.ts';
import { createFakeSis } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

let sis: ReturnType<typeof createFakeSis>;
let world: World & { newItems: NonNullable<World['newItems']> };
let life: Awaited<ReturnType<typeof startLife>>;

beforeEach(async () => {
  sis = createFakeSis();
  world = {
    items: [item('1')],
    scores: [score('1', '1', 90), score('1', '2', 70), score('1', '3', 60)],
    now: 1_000,
    sis: sis.client,
    newItems: { wait: false, rules: [] },
  };
  life = await startLife(world);
});

const choose = (itemId: string, include: boolean | null) =>
  commitFlags(life, crypto.randomUUID(), [
    { ...key, flags: [{ itemId, flag: include === null ? null : { include, source: 'panel' } }] },
  ]);
const flag = async (itemId: string) => (await readFlags(life.db, key)).get(itemId);

describe('while new items wait for review', () => {
  beforeEach(() => {
    world.newItems.wait = true;
  });

  it('what the first reading of a section brings is sent', async () => {
    await life.sync();
    expect(sis.gradebook()).toEqual({ 'Item 1': { 'stu-1': 90 } });
  });

  it('an item that is listed later is Pending and nothing of it is sent', async () => {
    await life.sync();
    world.items.push(item('2'));
    await life.sync();
    await life.sync();
    expect(sis.gradebook()).toEqual({ 'Item 1': { 'stu-1': 90 } });
    expect(await life.row('2')).toEqual(['pending', 'NEW_ITEM_REVIEW', null]);
  });

  it('goes once the teacher has included it, and waits again when that is taken back', async () => {
    await life.sync();
    world.items.push(item('2'), item('3'));
    await prepareSection(life.workspace, key);
    await choose('2', true);
    await choose('3', true);
    await choose('3', null);
    await life.sync();
    expect(sis.gradebook()).toEqual({ 'Item 1': { 'stu-1': 90 }, 'Item 2': { 'stu-1': 70 } });
    expect(await life.row('3')).toEqual(['pending', 'NEW_ITEM_REVIEW', null]);
  });

  it('is Opted Out once the teacher has excluded it', async () => {
    await life.sync();
    world.items.push(item('2'));
    await prepareSection(life.workspace, key);
    await choose('2', false);
    expect(await life.row('2')).toEqual(['opted-out', 'NEVER_SENT', null]);
  });

  it('waits on when the teacher no longer wants new items to wait', async () => {
    await life.sync();
    world.items.push(item('2'));
    await prepareSection(life.workspace, key);
    world.newItems.wait = false;
    world.items.push(item('3'));
    await life.sync();
    expect(await life.row('2')).toEqual(['pending', 'NEW_ITEM_REVIEW', null]);
    expect(await life.row('3')).toEqual(['synced', null, 1_000]);
  });

  it('does not hold up an item of the same title in a SIS that takes each title once', async () => {
    world.profile = profileOf('sis-connect', '1.1');
    await life.sync();
    world.items.push(item('2', { title: 'Item 1' }));
    world.scores[0] = score('1', '1', 95);
    await life.sync();
    expect(sis.gradebook()).toEqual({ 'Item 1': { 'stu-1': 95 } });
  });
});

describe('rules for new items', () => {
  const exclude = { include: false, test: { by: 'title', begins: 'practice' } } as const;

  it('decide about items that are listed for the first time, as a choice that is kept', async () => {
    world.newItems.rules = [{ id: 'a', ...exclude }];
    world.items = [item('1'), item('2', { title: 'Practice 1' })];
    await life.sync();
    expect(sis.gradebook()).toEqual({ 'Item 1': { 'stu-1': 90 } });
    expect(await flag('2')).toMatchObject({ include: false, source: 'rule' });
    expect(await flag('1')).toBeUndefined();
    world.newItems.rules = [];
    await life.sync();
    expect(await life.row('2')).toEqual(['opted-out', 'NEVER_SENT', null]);
  });

  it('leave items alone that were known before', async () => {
    world.items = [item('1', { title: 'Practice 1' })];
    await prepareSection(life.workspace, key);
    world.newItems.rules = [{ id: 'a', ...exclude }];
    await prepareSection(life.workspace, key);
    expect(await flag('1')).toBeUndefined();
  });

  it('leave a choice alone that somebody has made', async () => {
    await choose('1', true);
    world.items = [item('1', { title: 'Practice 1' })];
    world.newItems.rules = [{ id: 'a', ...exclude }];
    await prepareSection(life.workspace, key);
    expect(await flag('1')).toMatchObject({ include: true, source: 'panel' });
  });

  it('come before the review: what a rule includes does not wait', async () => {
    world.newItems = {
      wait: true,
      rules: [{ id: 'a', include: true, test: { by: 'category', title: 'Homework' } }],
    };
    await life.sync();
    world.items.push(item('2'), item('3', { categoryId: '70002' }));
    await life.sync();
    expect((await life.row('2'))[0]).toBe('synced');
    expect(await life.row('3')).toEqual(['pending', 'NEW_ITEM_REVIEW', null]);
  });
});
