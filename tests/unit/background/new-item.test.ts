// @vitest-environment node
import { expect, it } from 'vitest';
import { type Computer, section, startComputer } from '../reliability/computer.ts';

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
    due: '2026-12-01 12:00',
  });
  await computer.ask('refreshSection', section);
  expect(await computer.row(nid)).toMatchObject(['pending', 'CHOICE_UNCONFIRMED', null]);

  computer.world.now += 1_000;
  await computer.askFromTab('settleChoices', { opId: form.opId, outcome: 'unknown' });
  await computer.sync();
  expect(computer.putsOf(title)).toEqual([]);
  expect((await computer.row(nid))?.[0]).toBe('opted-out');
});

const day = 24 * 60 * 60_000;
const leaveForm = async (computer: Computer) => {
  const choices = [{ itemId: null, title, include: false }];
  const { sectionId } = section;
  const form = { opId: 'new-item-1', sectionId, source: 'dialog' as const, choices };
  await computer.askFromTab('stageChoices', form);
  await computer.askFromTab('settleChoices', { opId: form.opId, outcome: 'saved' });
};
const add = (computer: Computer, named: string): string => {
  computer.world.now += 1_000;
  const item = { title: named, categoryId: '70021', due: '2026-12-01 12:00' };
  return computer.lms.addItem(section.sectionId, item).nid;
};

it('a new item that was opted out and renamed before its first reading waits for the teacher', async () => {
  const computer = await startComputer();
  await computer.look();
  await leaveForm(computer);
  const renamed = add(computer, 'Pop quiz, Friday');
  await computer.sync();
  expect(computer.putsOf('Pop quiz, Friday')).toEqual([]);
  expect(await computer.row(renamed)).toMatchObject(['pending', 'NEW_ITEM_REVIEW', null]);

  const key = { ...section, itemId: renamed };
  await computer.ask('setInclude', { opId: 'looked-at-it', key, include: true });
  await computer.sync();
  expect(await computer.row(renamed)).toEqual(['synced', null, expect.anything()]);
});

it('an opt-out whose item never came under its title ends with the first reading a day later', async () => {
  const computer = await startComputer();
  await computer.look();
  await leaveForm(computer);
  computer.world.now += day + 1;
  const renamed = add(computer, 'Pop quiz, Friday');
  await computer.ask('refreshSection', section);
  expect(await computer.row(renamed)).toMatchObject(['pending', 'NEW_ITEM_REVIEW', null]);

  const later = [add(computer, title), add(computer, 'Lab 9')];
  await computer.sync();
  for (const nid of later) expect((await computer.row(nid))?.[0]).toBe('synced');
  expect(await computer.row(renamed)).toMatchObject(['pending', 'NEW_ITEM_REVIEW', null]);
});
