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
const submitForm = async (computer: Computer) => {
  const choices = [{ itemId: null, title, include: false }];
  const { sectionId } = section;
  const form = { opId: 'new-item-1', sectionId, source: 'dialog' as const, choices };
  await computer.askFromTab('stageChoices', form);
};
const settleForm = (computer: Computer) =>
  computer.askFromTab('settleChoices', { opId: 'new-item-1', outcome: 'saved' });
const leaveForm = async (computer: Computer) => {
  await submitForm(computer);
  await settleForm(computer);
};
const add = (computer: Computer, named: string): string => {
  computer.world.now += 1_000;
  const item = { title: named, categoryId: '70021', due: '2026-12-01 12:00' };
  return computer.lms.addItem(section.sectionId, item).nid;
};

/** A sync sends nothing of it, and the panel asks the teacher. */
async function expectToWait(computer: Computer, renamed: string): Promise<void> {
  await computer.sync();
  expect(computer.putsOf('Pop quiz, Friday')).toEqual([]);
  expect(await computer.row(renamed)).toMatchObject(['pending', 'NEW_ITEM_REVIEW', null]);
}

it('a new item that was opted out and renamed before its first reading waits for the teacher', async () => {
  const computer = await startComputer();
  await computer.look();
  await leaveForm(computer);
  const renamed = add(computer, 'Pop quiz, Friday');
  await expectToWait(computer, renamed);

  const key = { ...section, itemId: renamed };
  await computer.ask('setInclude', { opId: 'looked-at-it', key, include: true });
  await computer.sync();
  expect(await computer.row(renamed)).toEqual(['synced', null, expect.anything()]);
});

it('no rule includes it either', async () => {
  const computer = await startComputer();
  await computer.look();
  const rule = { id: 'pop', include: true, test: { by: 'title' as const, begins: 'Pop' } };
  await computer.ask('saveNewItems', { wait: false, rules: [rule] });
  await leaveForm(computer);
  const renamed = add(computer, 'Pop quiz, Friday');
  await expectToWait(computer, renamed);
});

it('it waits also where it was listed before anybody knew what became of its form', async () => {
  const computer = await startComputer();
  await computer.look();
  await submitForm(computer);
  const renamed = add(computer, 'Pop quiz, Friday');
  await computer.ask('refreshSection', section);
  await settleForm(computer);
  await expectToWait(computer, renamed);
});

it('a form of a tab that was closed keeps others waiting for a day, and then only what has its title', async () => {
  const computer = await startComputer();
  await computer.look();
  await submitForm(computer);
  computer.world.now += day;
  const [other, ofTitle] = [add(computer, 'Lab 9'), add(computer, title)];
  await computer.sync();
  expect((await computer.row(other))?.[0]).toBe('synced');
  expect(await computer.row(ofTitle)).toMatchObject(['pending', 'CHOICE_UNCONFIRMED', null]);
});

it('a rule that includes holds where nobody would be asked about the item', async () => {
  const computer = await startComputer();
  computer.world.policy = { defaultInclude: false };
  await computer.look();
  const rule = { id: 'lab', include: true, test: { by: 'title' as const, begins: 'Lab' } };
  await computer.ask('saveNewItems', { wait: false, rules: [rule] });
  await leaveForm(computer);
  const lab = add(computer, 'Lab 9');
  await computer.sync();
  expect((await computer.row(lab))?.[0]).toBe('synced');
});

it('an opt-out whose item never came under its title lapses a day later, and one that comes then waits', async () => {
  const computer = await startComputer();
  await computer.look();
  await leaveForm(computer);
  computer.world.now += day + 1;
  const renamed = add(computer, 'Pop quiz, Friday');
  await computer.ask('refreshSection', section);
  expect(await computer.row(renamed)).toMatchObject(['pending', 'NEW_ITEM_REVIEW', null]);

  const [ofTitle, other] = [add(computer, title), add(computer, 'Lab 9')];
  await computer.sync();
  expect((await computer.row(other))?.[0]).toBe('synced');
  expect(await computer.row(ofTitle)).toMatchObject(['pending', 'NEW_ITEM_REVIEW', null]);

  computer.world.now += day;
  const next = add(computer, 'Lab 10');
  const again = add(computer, `${title} `);
  await computer.ask('setInclude', {
    opId: 'looked-at-it',
    key: { ...section, itemId: ofTitle },
    include: false,
  });
  await computer.sync();
  for (const nid of [next, again]) expect((await computer.row(nid))?.[0]).toBe('synced');
});
