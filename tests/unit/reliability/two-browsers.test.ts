// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoamingChoice } from '../../../lib/model/roaming-choice.ts';
import { toRecord } from '../../../lib/storage/roaming-record.ts';
import { type Computer, essay, quiz, section } from './computer.ts';
import { I7 } from './invariants.ts';
import { arrivedOf, choicesOf, settle, startTwoBrowsers } from './two-browsers.ts';

const unseen = { state: 'stopped', stopReason: { code: 'SECTION_NOT_SEEN' } };
const ids = [essay.itemId, quiz.itemId];

/** Presses Sync without having looked: a schedule's run, or a message that names the section. */
async function syncUnseen(computer: Computer): Promise<void> {
  await computer.ask('sync', { sections: [section] });
  await computer.settled();
}

describe('an item opted out in one browser', () => {
  it('is not sent by the other, which has never seen the section and has heard of it', async () => {
    const { a, b } = await startTwoBrowsers();
    await a.look();
    await a.optOut(quiz.itemId);
    await settle(a, b);
    await syncUnseen(b);
    expect(Object.keys(b.gradebook())).toContain(essay.title);
    expect(b.putsOf(quiz.title)).toEqual([]);
    expect((await b.row(quiz.itemId))?.[0]).toBe('opted-out');
  });

  it('leaves a run that is under way in the other as soon as it is heard of', async () => {
    const { a, b } = await startTwoBrowsers();
    await a.look();
    await b.look();
    const held = b.holdPuts();
    await b.ask('sync', { sections: [section] });
    while (held.waiting.length < 6) await new Promise((next) => setImmediate(next));
    for (const itemId of ids) await a.optOut(itemId);
    await settle(a, b);
    const onTheWire = held.waiting.length;
    held.release();
    await b.settled();
    const puts = [...b.putsOf(quiz.title), ...b.putsOf(essay.title)];
    expect(puts.length).toBeLessThanOrEqual(onTheWire);
    expect(Object.values(b.gradebook()[quiz.title] ?? {})).toEqual([]); // its scores were still waiting
    for (const id of ids) expect((await b.row(id))?.[0]).toBe('opted-out');
  });

  it('and included again there, is included in both', async () => {
    const { a, b } = await startTwoBrowsers();
    await a.look();
    await b.look();
    await a.optOut(quiz.itemId);
    await settle(a, b);
    await b.ask('setInclude', {
      opId: 'on-again-1',
      key: { ...section, itemId: quiz.itemId },
      include: true,
    });
    await settle(a, b);
    expect([await choicesOf(a), await choicesOf(b)]).toEqual([
      { [quiz.itemId]: true },
      { [quiz.itemId]: true },
    ]);
  });

  it('and taken back there, has no choice in either', async () => {
    const { a, b } = await startTwoBrowsers();
    await a.look();
    await a.optOut(quiz.itemId);
    await settle(a, b);
    const choices = [{ key: { ...section, itemId: quiz.itemId }, choice: null }];
    await a.ask('setIncludeMany', { opId: 'undo-it-1', choices });
    await settle(a, b);
    expect([await choicesOf(a), await choicesOf(b)]).toEqual([{}, {}]);
  });

  it('and taken back there, is not brought back by what a third one said before', async () => {
    const { a } = await startTwoBrowsers();
    await a.look();
    await a.optOut(quiz.itemId); // its first revision
    const choices = [{ key: { ...section, itemId: quiz.itemId }, choice: null }];
    await a.ask('setIncludeMany', { opId: 'undo-it-1', choices });
    const out = { itemId: quiz.itemId, rev: 1, choice: 'out' } as const;
    await a.ports.sync?.set(toRecord('a-third-browser', section, { known: true, choices: [out] }));
    await (await a.app()).roaming.hear();
    expect(await choicesOf(a)).toEqual({});
    const later = { ...out, rev: 3 };
    await a.ports.sync?.set(
      toRecord('a-third-browser', section, { known: true, choices: [later] }),
    );
    await (await a.app()).roaming.hear();
    expect(await choicesOf(a)).toEqual({ [quiz.itemId]: false });
  });

  it('comes back to a browser that has lost everything it had', async () => {
    const { a, b } = await startTwoBrowsers();
    await a.look();
    await a.optOut(quiz.itemId);
    await settle(a, b);
    const { a: reinstalled } = await startTwoBrowsers();
    await reinstalled.ports.sync?.set(a.profile.stored());
    await (await reinstalled.app()).roaming.hear();
    expect(await choicesOf(reinstalled)).toEqual({ [quiz.itemId]: false });
  });
});

describe('a section never seen in this browser', () => {
  it('is shown, and nothing of it is sent until the teacher has looked', async () => {
    const { b } = await startTwoBrowsers();
    await b.ask('refreshSections');
    await b.ask('refreshSection', section);
    await syncUnseen(b);
    expect(await b.run()).toMatchObject(unseen);
    expect((await b.row(essay.itemId))?.[0]).toBe('pending');
    I7(b.sis.puts());
    await b.look();
    await syncUnseen(b);
    expect(await b.run()).toMatchObject({ state: 'done', stopReason: null });
    expect(Object.keys(b.gradebook())).toContain(essay.title);
  });

  it('may be sent once a browser that knows it has said that nothing is opted out', async () => {
    const { a, b } = await startTwoBrowsers();
    await a.look();
    await settle(a, b);
    await syncUnseen(b);
    expect(await b.run()).toMatchObject({ state: 'done' });
  });

  it('is not known by a choice that another browser made without knowing it either', async () => {
    const { a, b } = await startTwoBrowsers();
    await a.ask('refreshSection', section); // read, as by options, and never shown as a list
    await a.optOut(quiz.itemId);
    await settle(a, b);
    expect(await choicesOf(b)).toEqual({ [quiz.itemId]: false });
    await syncUnseen(b);
    expect(await b.run()).toMatchObject(unseen);
  });

  it('cannot be said to have been looked at before it was read', async () => {
    const { b } = await startTwoBrowsers();
    await b.ask('sectionShown', section);
    await syncUnseen(b);
    expect(await b.run()).toMatchObject(unseen);
  });
});

type Step =
  | { do: 'choose'; by: 'a' | 'b'; item: number; choice: RoamingChoice['choice'] }
  | { do: 'tell' | 'sync' | 'restart'; by: 'a' | 'b' }
  | { do: 'deliver'; by: 'a' | 'b'; nth: number };

const by = fc.constantFrom('a' as const, 'b' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      by,
      item: fc.constantFrom(0, 1),
      choice: fc.constantFrom('out' as const, 'in' as const, 'none' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('tell' as const, 'tell' as const, 'sync' as const, 'restart' as const),
      by,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('deliver' as const), by, nth: fc.nat(3) }) },
);

/** By hand: more revisions win, and at the same revision the opt-out, then none. */
const order = ['in', 'none', 'out'];
const strongest = (choices: RoamingChoice[]): RoamingChoice | undefined =>
  choices.toSorted((x, y) => y.rev - x.rev || order.indexOf(y.choice) - order.indexOf(x.choice))[0];

describe('whatever two browsers choose, tell and hear, in whatever order', () => {
  it('nothing is sent of an item whose opt-out has arrived, and in the end both have the same choices', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
        const browsers = await startTwoBrowsers();
        await browsers.a.look();
        await browsers.b.look();
        const chosen = new Map<string, RoamingChoice>();
        /** What a browser must hold to: the strongest of what its teacher chose in it and what has arrived. */
        const holds = (name: 'a' | 'b', itemId: string): RoamingChoice | undefined => {
          const own = chosen.get(`${name}${itemId}`);
          return strongest([...(own ? [own] : []), ...arrivedOf(browsers[name], itemId)]);
        };
        let count = 0;
        for (const made of steps) {
          const browser = browsers[made.by];
          if (made.do === 'choose') {
            const itemId = ids[made.item] ?? quiz.itemId;
            const before = holds(made.by, itemId);
            const choice =
              made.choice === 'none'
                ? null
                : { include: made.choice === 'in', chosenIn: 'panel' as const };
            const choices = [{ key: { ...section, itemId }, choice }];
            await browser.ask('setIncludeMany', { opId: `choice-${count++}`, choices });
            // Taking back a choice that is not there changes nothing.
            if (choice === null && (!before || before.choice === 'none')) continue;
            const rev = (before?.rev ?? 0) + 1;
            chosen.set(`${made.by}${itemId}`, { itemId, rev, choice: made.choice });
          } else if (made.do === 'tell') await (await browser.app()).roaming.tell();
          else if (made.do === 'deliver') await browser.profile.deliver(made.nth);
          else if (made.do === 'restart') {
            await browser.sleep();
            browser.wake();
            await (await browser.app()).roaming.idle();
          } else {
            const out = [essay, quiz].filter(
              ({ itemId }) => holds(made.by, itemId)?.choice === 'out',
            );
            const before = out.map(({ title }) => browser.putsOf(title).length);
            await browser.sync();
            expect(out.map(({ title }) => browser.putsOf(title).length)).toEqual(before);
          }
        }
        await settle(browsers.a, browsers.b);
        expect(await choicesOf(browsers.a)).toEqual(await choicesOf(browsers.b));
        for (const { sleep } of [browsers.a, browsers.b]) await sleep();
      }),
      { numRuns: 15, seed: 20261124, endOnFailure: true },
    );
  });
});
