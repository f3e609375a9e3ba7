// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { submittedPrefix } from '../../../lib/model/submitted-copy.ts';
import { type Computer, essay, quiz, section, startComputer } from '../reliability/computer.ts';

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
const status = async (itemId: string) => (await computer.row(itemId))?.[0];

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

describe('a save that has left its copy', () => {
  const leaveCopy = async (optIn: boolean) => {
    const both = [{ itemId: quiz.itemId, title: quiz.title, include: optIn }, ...choices];
    const copy = { ...section, source, choices: both, at: computer.world.now };
    await computer.ports.local.set({ [`${submittedPrefix}${opId}`]: copy });
  };
  const pageStarted = (form: 'none' | 'rejected') =>
    computer.askFromTab('pageStarted', { form, item: null });

  it('is not lost, and its tab’s own: all of it is in force with the page that asks', async () => {
    await computer.optOut(quiz.itemId);
    await leaveCopy(true);
    expect(await findLost()).toEqual({ ok: true, value: { lost: [] } });
    await pageStarted('none');
    expect([await status(essay.itemId), await status(quiz.itemId)]).toEqual([
      'opted-out',
      'pending',
    ]);
  });

  it('goes back into the form that Schoology refused, and nothing of it is in force', async () => {
    await leaveCopy(false);
    await findLost();
    expect(await pageStarted('rejected')).toMatchObject({
      value: { carried: [{ itemId: quiz.itemId }, { itemId: essay.itemId }] },
    });
    await pageStarted('none');
    expect([await status(essay.itemId), await status(quiz.itemId)]).toEqual(['pending', 'pending']);
  });
});
