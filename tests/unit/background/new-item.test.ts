// @vitest-environment node
import { expect, it } from 'vitest';
import { section, startComputer } from '../reliability/computer.ts';

const title = 'Pop quiz';

it('an opt-out of a new item is kept where the item is listed before Schoology has answered its form', async () => {
  const computer = await startComputer();
  await computer.look();
  const { sectionId } = section;
  const choices = [{ itemId: null, title, include: false }];
  const form = { opId: 'new-item-1', sectionId, source: 'dialog' as const, choices };
  expect(await computer.askFromTab('stageChoices', form)).toMatchObject({ ok: true });

  computer.world.now += 1_000;
  const { nid } = computer.lms.addItem(sectionId, {
    title,
    categoryId: '70021',
    due: '2026-12-01T12:00',
  });
  await computer.ask('refreshSection', section);
  expect(await computer.row(nid)).toMatchObject(['pending', 'CHOICE_UNCONFIRMED', null]);

  computer.world.now += 1_000;
  await computer.askFromTab('settleChoices', { opId: form.opId, outcome: 'unknown' });
  await computer.sync();
  expect(computer.putsOf(title)).toEqual([]);
  expect((await computer.row(nid))?.[0]).toBe('opted-out');
});
