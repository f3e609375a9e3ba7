// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../lib/messages.ts';
import { type Computer, quiz, section, startComputer } from './computer.ts';

let computer: Computer;

beforeEach(async () => {
  computer = await startComputer();
  await computer.ask('refreshSection', section);
});

const key = { ...section, itemId: quiz.itemId };

/** What a window of the panel does when its box is clicked. */
const inWindow = (window: string, include: boolean): Promise<Reply> =>
  computer.ask('setInclude', { opId: `window-${window}-${include}`, key, include });

describe('two windows that are opened at once', () => {
  it('have Schoology read once', async () => {
    const { requests } = computer.lms;
    const before = requests.length;
    await computer.ask('refreshSection', section);
    const reading = requests.length - before;
    expect(reading).toBeGreaterThan(0);
    const both = [1, 2].map(() => computer.ask('refreshSection', section));
    expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(requests).toHaveLength(before + 2 * reading);
  });
});

describe('two windows that change the same item', () => {
  it.each([true, false])(
    'at once: the last one saved (%s) wins, and every page is told of both',
    async (last) => {
      const before = computer.world.broadcasts;
      const replies = await Promise.all([inWindow('a', !last), inWindow('b', last)]);
      expect(replies).toMatchObject([{ ok: true }, { ok: true }]);
      expect(computer.world.broadcasts).toBe(before + 2);
      expect((await computer.row(quiz.itemId))?.[0]).toBe(last ? 'pending' : 'opted-out');
      const flag = await (await computer.app()).db.get('flags', [
        section.origin,
        section.sectionId,
        quiz.itemId,
      ]);
      expect(flag).toMatchObject({ include: last, rev: 2 });
    },
  );

  it('the panel and a form that was opened before: the form, saved last, wins', async () => {
    const opId = 'form-off-1';
    const choice = { itemId: quiz.itemId, title: quiz.title, include: false };
    const batch = { opId, sectionId: section.sectionId, source: 'dialog' as const };
    expect(
      await computer.askFromTab('stageChoices', { ...batch, choices: [choice] }),
    ).toMatchObject({
      ok: true,
    });
    expect(await inWindow('a', true)).toMatchObject({ ok: true });
    expect(await computer.askFromTab('settleChoices', { opId, outcome: 'saved' })).toMatchObject({
      ok: true,
    });
    expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
    await computer.sync();
    expect(computer.putsOf(quiz.title)).toEqual([]);
  });
});
