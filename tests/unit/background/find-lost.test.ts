// @vitest-environment node
import { beforeEach, expect, it } from 'vitest';
import { submittedPrefix } from '../../../lib/model/submitted-copy.ts';
import { type Computer, essay, section, startComputer } from '../reliability/computer.ts';

const { sectionId } = section;
const opId = 'save-in-tab-7';
const choices = [{ itemId: essay.itemId, title: essay.title, include: false }];
const source = 'dialog';

let computer: Computer;
beforeEach(async () => {
  computer = await startComputer();
  await computer.look();
});
const findLost = () => computer.askFromTab('findLost', { opIds: [opId] });
const status = async () => (await computer.row(essay.itemId))?.[0];

it('a save that was staged is not lost', async () => {
  await computer.askFromTab('stageChoices', { opId, sectionId, source, choices });
  expect(await findLost()).toEqual({ ok: true, value: { lost: [] } });
});

it('a save that nothing is known of is lost', async () => {
  expect(await findLost()).toEqual({ ok: true, value: { lost: [opId] } });
});

it('a save of another of Schoology’s hosts is not told of', async () => {
  const { db } = await computer.app();
  const elsewhere = { origin: 'https://other.schoology.com', sectionId, tabId: 7 };
  await db.put('staged', { opId, source, choices, at: 0, ...elsewhere });
  expect(await findLost()).toEqual({ ok: true, value: { lost: [opId] } });
});

it('a save that has left its copy is not lost: the copy is in force from the page that asks', async () => {
  const copy = { ...section, source, choices, at: computer.world.now };
  await computer.ports.local.set({ [`${submittedPrefix}${opId}`]: copy });
  expect(await findLost()).toEqual({ ok: true, value: { lost: [] } });
  await computer.askFromTab('pageStarted', { form: 'none', item: null });
  expect(await status()).toBe('opted-out');
});
