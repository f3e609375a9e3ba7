import { beforeEach, expect, it } from 'vitest';
import { item, key, score } from './course.ts';
import { createFakeSis, rejected } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

let sis: ReturnType<typeof createFakeSis>;
let world: World;
let life: Awaited<ReturnType<typeof startLife>>;

beforeEach(async () => {
  sis = createFakeSis();
  world = {
    items: [item('1'), item('2')],
    scores: [score('1', '1', 90), score('2', '1', 80), score('1', '2', 70)],
    now: 1_000,
    sis: sis.client,
  };
  life = await startLife(world);
  await life.sync();
});

const again = async (itemId: string): Promise<string[]> => {
  const before = sis.writes.length;
  await life.runner.start([key], [{ ...key, itemId }], { again: true });
  await life.settled();
  return sis.writes.slice(before);
};

it('sends all of the item that is named, and nothing of another', async () => {
  expect((await again('1')).toSorted()).toEqual(['Item 1', 'Item 1/stu-1', 'Item 1/stu-2']);
  expect(await life.row('1')).toEqual(['synced', null, 1_000]);
  expect((await again('2')).toSorted()).toEqual(['Item 2', 'Item 2/stu-1']);
});

it('sends nothing when it is not asked for', async () => {
  const before = sis.writes.length;
  await life.sync(['1']);
  expect(sis.writes).toHaveLength(before);
});

it('still knows what the SIS holds: a cleared grade is reported, not lost', async () => {
  world.scores = [{ ...score('1', '1', null) }, score('2', '1', 80), score('1', '2', 70)];
  expect((await again('1')).toSorted()).toEqual(['Item 1', 'Item 1/stu-2']);
  expect((await life.row('1')).slice(0, 2)).toEqual(['synced', 'SCORE_CLEARED']);
});

it('is not forgotten by a refusal half way', async () => {
  sis.refuseWhen((name) => (name === 'Item 1/stu-1' ? rejected() : null));
  await again('1');
  expect((await life.row('1')).slice(0, 2)).toEqual(['failed', 'REJECTED']);
  const refused = async () =>
    (await life.db.getAll('resultHashes')).flatMap((row) =>
      Object.values(row.refused ?? {}).map(({ code }) => code),
    );
  expect(await refused()).toEqual(['REJECTED']);
  sis.refuseWhen(() => null);
  await life.sync();
  expect(await refused()).toEqual([]);
});
