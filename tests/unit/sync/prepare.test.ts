import { beforeEach, describe, expect, it } from 'vitest';
import { commitChoices } from '../../../lib/storage/flag-store.ts';
import { prepareSection } from '../../../lib/sync/plan/prepare-section.ts';
import { item, key, link, score } from './course.ts';
import { createFakeSis } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

let sis: ReturnType<typeof createFakeSis>;
let world: World;
let life: Awaited<ReturnType<typeof startLife>>;

/** Something the teacher does while the SIS is being asked for categories. */
let meanwhile: () => Promise<void>;

beforeEach(async () => {
  sis = createFakeSis();
  meanwhile = async () => undefined;
  const client = {
    ...sis.client,
    listCategories: async () => {
      await meanwhile();
      return [
        { id: 'cat-hw', title: 'Homework' },
        { id: 'cat-other', title: 'Other' },
      ];
    },
  };
  world = {
    items: [item('1'), item('2', { categoryId: '70002' })],
    scores: [score('1', '1', 90), score('1', '2', 70)],
    now: 1_000,
    sis: client,
  };
  life = await startLife(world);
});

const storedLink = () => life.db.get('links', [key.origin, key.sectionId]);
const byHand = { ...link.categories, 70002: { sisId: 'cat-other', automatic: false } };

describe('what the teacher does while Schoology and the SIS are being read', () => {
  it('a category chosen by hand stays, and the plan is made with it', async () => {
    meanwhile = async () => {
      await life.db.put('links', { ...link, categories: byHand });
    };
    await prepareSection(life.workspace, key);
    expect((await storedLink())?.categories[70002]).toEqual({
      sisId: 'cat-other',
      automatic: false,
    });
    expect(await life.row('2')).toEqual(['pending', 'NOT_YET_SYNCED', null]);
  });

  it('a class chosen by hand is not overwritten by the look at another', async () => {
    meanwhile = async () => {
      await life.db.put('links', { ...link, classId: 'class-9', automatic: false });
    };
    await prepareSection(life.workspace, key);
    expect(await storedLink()).toMatchObject({ classId: 'class-9', automatic: false });
  });

  it('an opt-out is part of the plan that is stored', async () => {
    meanwhile = async () => {
      const choices = [{ itemId: '1', include: false }];
      await commitChoices(life, { ...key, opId: 'op-now', source: 'panel', choices });
    };
    const { planned } = await prepareSection(life.workspace, key);
    expect(planned[0]).toEqual({ kind: 'opted-out', item: item('1') });
  });
});

describe('the stored link', () => {
  it('forgets a category that the SIS no longer has', async () => {
    await life.db.put('links', {
      ...link,
      categories: { 70002: { sisId: 'cat-gone', automatic: false } },
      readAt: -1_000_000,
    });
    await prepareSection(life.workspace, key);
    expect((await storedLink())?.categories).toEqual({
      70001: { sisId: 'cat-hw', automatic: true },
    });
    expect(await life.row('2')).toEqual(['pending', 'CATEGORY_UNMAPPED', null]);
  });

  it('is not asked for again within a quarter of an hour', async () => {
    await prepareSection(life.workspace, key);
    let asked = 0;
    meanwhile = async () => void asked++;
    world.now += 14 * 60_000;
    await prepareSection(life.workspace, key);
    expect(asked).toBe(0);
    world.now += 2 * 60_000;
    await prepareSection(life.workspace, key);
    expect(asked).toBe(1);
  });
});
