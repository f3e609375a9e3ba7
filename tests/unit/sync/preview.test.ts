import { beforeEach, describe, expect, it } from 'vitest';
import type { PreviewItem } from '../../../lib/model/preview.ts';
import { SisError } from '../../../lib/sis/sis-client.ts';
import { commitChoices } from '../../../lib/storage/flag-store.ts';
import { decide } from '../../../lib/sync/read-back/decide.ts';
import { previewSections } from '../../../lib/sync/show/preview-sections.ts';
import { item, key, score } from './course.ts';
import { createFakeSis } from './fake-sis.ts';
import { startLife, type World } from './harness.ts';

let sis: ReturnType<typeof createFakeSis>;
let world: World;
let life: Awaited<ReturnType<typeof startLife>>;

const preview = () => previewSections(life.workspace, [key]);
const itemOf = async (itemId: string): Promise<PreviewItem> => {
  const found = (await preview()).sections[0]?.items.find((one) => one.key.itemId === itemId);
  if (!found) throw new Error(`no item ${itemId}`);
  return found;
};
const points = (n: number | null) => ({ score: n, mark: null });

beforeEach(async () => {
  sis = createFakeSis();
  world = {
    items: [item('1'), item('2'), item('3'), item('4')],
    scores: [score('1', '1', 90), score('2', '1', 80), score('1', '2', 70), score('1', '4', 60)],
    now: 1_000,
    sis: sis.client,
  };
  life = await startLife(world);
  const choices = [{ itemId: '4', include: false }];
  await commitChoices(life, { ...key, opId: 'off-4', source: 'panel', choices });
  await life.sync();
  sis.writes.length = 0;
});

describe('a preview', () => {
  it('sends nothing', async () => {
    world.scores[0] = score('1', '1', 91);
    await preview();
    expect(sis.writes).toEqual([]);
  });

  it('tells what is new, changed, as it was, left out and in trouble', async () => {
    world.items = [...world.items, item('5'), item('6', { categoryId: '70002' })];
    world.items.push(item('7', { categoryId: null }));
    world.scores[0] = score('1', '1', 91);
    const { sections } = await preview();
    expect(
      sections[0]?.items.map(({ title, kind, reason }) => [title, kind, reason?.code ?? null]),
    ).toEqual([
      ['Item 1', 'update', null],
      ['Item 2', 'unchanged', null],
      ['Item 3', 'unchanged', null],
      ['Item 4', 'skipped', null],
      ['Item 5', 'create', null],
      ['Item 6', 'problem', 'CATEGORY_UNMAPPED'],
      ['Item 7', 'skipped', 'NOT_GRADED'],
    ]);
  });

  it('shows each score before and after, by name', async () => {
    world.scores[0] = score('1', '1', 91);
    world.scores.push(score('3', '1', 75));
    expect(await itemOf('1')).toMatchObject({
      unchanged: 1,
      scores: [
        { name: 'Student 1', before: points(90), now: points(91), fate: 'send' },
        { name: 'Student 3', before: points(null), now: points(75), fate: 'send' },
      ],
    });
  });

  it('shows where an item lands, and how it stands there', async () => {
    world.items[0] = item('1', { title: 'Quiz 1', points: 50 });
    const landing = { dueDay: '2026-11-30', category: 'Homework' };
    expect(await itemOf('1')).toMatchObject({
      landing: { ...landing, title: 'Quiz 1', points: 50, period: 'Q2' },
      before: { ...landing, title: 'Item 1', points: 100 },
    });
  });

  it('says of scores that somebody changed in the SIS that they wait, and then what was chosen', async () => {
    sis.typeScore('Item 1', 'stu-1', 95);
    world.scores[0] = score('1', '1', 91);
    const waiting = { name: 'Student 1', before: points(95), now: points(91) };
    expect(await itemOf('1')).toMatchObject({
      kind: 'problem',
      reason: { code: 'CHANGED_IN_SIS', params: { n: 1 } },
      scores: [{ ...waiting, fate: 'held' }],
    });
    await decide(life.workspace, { key: { ...key, itemId: '1' }, choice: 'keep', studentId: null });
    world.items[1] = item('2', { points: 50 }); // so that there is something to send
    expect(await itemOf('1')).toMatchObject({
      kind: 'unchanged',
      scores: [{ ...waiting, fate: 'kept' }],
    });
  });

  it('where the SIS cannot be read says so, and that something was sent before', async () => {
    sis.refuseReads(new SisError({ code: 'NO_PERMISSION', scope: 'item', status: 403 }));
    world.scores[0] = score('1', '1', 91);
    const { sections } = await preview();
    expect(sections[0]?.unread).toEqual({ code: 'NO_PERMISSION' });
    expect((await itemOf('1')).scores).toMatchObject([{ before: 'sent', now: points(91) }]);
  });

  it('is of the plan that the run sends', async () => {
    world.scores = [score('1', '1', 91), score('2', '1', 81), score('1', '2', 70)];
    const { sections } = await preview();
    const shown = sections.flatMap(({ items }) =>
      items.flatMap(({ title, scores }) => scores.map(({ studentId }) => `${title}/${studentId}`)),
    );
    await life.sync();
    expect(sis.writes).toEqual(shown);
  });
});
