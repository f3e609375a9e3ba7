// @vitest-environment node

import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { lineItemId, resultId } from '../../../lib/sis/ids.ts';
import { type Computer, section, startComputer, until } from '../reliability/computer.ts';

const sisClass = 'class-whist-6';

/** Ways in which a teacher leaves an item out. */
const ways = [
  'panel',
  'panel, many at once',
  'dialog',
  'form of an unknown fate',
  'in a run',
] as const;
type Way = (typeof ways)[number];

const titled = (computer: Computer, itemId: string) => {
  const { nid, title } = computer.lms.item(itemId);
  return { itemId: nid, title, include: false };
};

async function optOut(computer: Computer, itemId: string, way: Way): Promise<void> {
  const opId = `off-${itemId}`;
  if (way === 'panel' || way === 'in a run') await computer.optOut(itemId, opId);
  if (way === 'panel, many at once') {
    const choice = { include: false, chosenIn: 'panel' as const };
    const choices = [{ key: { ...section, itemId }, choice }];
    expect(await computer.ask('setIncludeMany', { opId, choices })).toMatchObject({ ok: true });
  }
  if (way === 'dialog' || way === 'form of an unknown fate') {
    const choices = [titled(computer, itemId)];
    const { sectionId } = section;
    await computer.askFromTab('stageChoices', { opId, sectionId, source: 'dialog', choices });
    const outcome = way === 'dialog' ? 'saved' : 'unknown';
    await computer.askFromTab('settleChoices', { opId, outcome });
  }
}

/** Requests to the SIS that carry anything of an item: its title, or an id made for it. */
function requestsAbout(computer: Computer, itemId: string, from: number): string[] {
  const lineItem = lineItemId({ ...section, itemId }, sisClass);
  const students = computer.sis.state.people.map(({ sourcedId }) => sourcedId);
  const traces = [
    JSON.stringify(titled(computer, itemId).title).slice(1, -1),
    lineItem,
    ...students.map((student) => resultId(lineItem, student)),
  ];
  return computer.sis.requests
    .slice(from)
    .map(
      ({ method, path, body }) => `${method} ${decodeURIComponent(path)} ${JSON.stringify(body)}`,
    )
    .filter((request) => traces.some((trace) => request.includes(trace)));
}

const itemIds = ['50000051', '50000052', '50000053', '50000054', '50000055', '50000057'];
const choices = fc.uniqueArray(
  fc.record({ itemId: fc.constantFrom(...itemIds), way: fc.constantFrom(...ways) }),
  { selector: ({ itemId }) => itemId, minLength: 1 },
);

/** From the moment the choice is answered as saved; in a run, what is on the wire then may still end. */
it('an opted-out item, whichever way, has no request of any kind to the SIS', async () => {
  await fc.assert(
    fc.asyncProperty(choices, async (chosen) => {
      globalThis.indexedDB = new IDBFactory();
      fakeBrowser.storage.resetState();
      const computer = await startComputer();
      await computer.ask('refreshSection', section);
      const before = chosen.filter(({ way }) => way !== 'in a run');
      for (const { itemId, way } of before) await optOut(computer, itemId, way);
      const held = computer.holdPuts();
      await computer.ask('sync', { sections: [section] });
      const included = itemIds.length - before.length;
      if (included > 0) await until(() => held.waiting.length === included);
      for (const { itemId, way } of chosen) {
        if (way === 'in a run') await optOut(computer, itemId, way);
      }
      held.release();
      await computer.settled();
      const onTheWire = computer.sis.requests.length;
      await computer.ask('sync', { sections: [section] });
      await computer.settled();
      for (const { itemId, way } of chosen) {
        const from = way === 'in a run' ? onTheWire : 0;
        expect(requestsAbout(computer, itemId, from), `${itemId} by ${way}`).toEqual([]);
      }
      // A run that held the line item back has sent no score of it.
      const results = computer.sis.puts(/results/).map(({ body }) => JSON.stringify(body));
      for (const { itemId } of chosen) {
        const lineItem = lineItemId({ ...section, itemId }, sisClass);
        expect(results.filter((body) => body.includes(lineItem))).toEqual([]);
      }
      // The search finds what is there.
      const [other] = itemIds.filter((id) => !chosen.some(({ itemId }) => itemId === id));
      if (other) expect(requestsAbout(computer, other, 0).length).toBeGreaterThan(0);
      await computer.sleep();
    }),
    { numRuns: 25, seed: 20_261_124 },
  );
}, 120_000);
