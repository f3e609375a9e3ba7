import { openPanel, openSchoology, worldHistory } from './steps/teacher.ts';
import { askBackground } from './support/ask-background.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';
import { poll } from './support/tab.ts';

const itemIds = ['50000051', '50000052', '50000053', '50000054', '50000055'];

/** What an extension page has, in Firefox too. */
declare const chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } };

type Flipping = { section: { origin: string; sectionId: string }; itemIds: string[]; from: number };

/**
 * Flips one item after the other as fast as the background answers, for ever. The page's title tells the last one
 * that was acknowledged. Each says in its opId which one it is; every round through the items flips them back.
 */
const startFlipping = (tab: Tab, flipping: Flipping): Promise<void> =>
  tab.evaluate(({ section, itemIds, from }) => {
    const flip = async (n: number): Promise<void> => {
      const itemId = itemIds[n % itemIds.length];
      const include = Math.floor(n / itemIds.length) % 2 === 1;
      const data = { opId: `flip-number-${n}`, key: { ...section, itemId }, include };
      const reply = await chrome.runtime.sendMessage({
        to: 'background',
        name: 'setInclude',
        data,
      });
      if (!reply.ok) throw new Error(`flip ${n} was refused`);
      document.title = String(n);
      void flip(n + 1);
    };
    void flip(from);
  }, flipping);

type Flag = { itemId: string; include: boolean; opId: string };
type Stored = { flags: Flag[]; sentinel: { epoch: number; optOuts: number; health: string } };

/** The choices and what proves them whole, read from the database itself. */
const readStored = (page: Tab): Promise<Stored> =>
  page.evaluate(
    () =>
      new Promise<Stored>((resolve, reject) => {
        const opening = indexedDB.open('sync-to-sis');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['flags', 'meta']);
          const flags = tx.objectStore('flags').getAll();
          const sentinel = tx.objectStore('meta').get('sentinel');
          tx.oncomplete = () => {
            opening.result.close();
            resolve({ flags: flags.result, sentinel: sentinel.result });
          };
        };
      }),
  );

const numberOf = ({ opId }: Flag): number => Number(opId.split('-').at(-1));

/** The choices as they are after flips 0 to `last`, and nothing of a later one. */
const afterFlip = (last: number) =>
  itemIds.map((itemId, index) => {
    const n = last - ((last - index) % itemIds.length);
    return { itemId, include: Math.floor(n / itemIds.length) % 2 === 1, opId: `flip-number-${n}` };
  });

test('the browser killed while choices are written: every acknowledged one is there, and none by half', async ({
  driver,
  sandbox,
}) => {
  await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  const section = { origin: sandbox.lms.origin(), sectionId: worldHistory.id };
  let panel = await openPanel(driver, worldHistory.title);
  await panel.waitForText('Quiz: Napoleon');
  let from = 0;
  for (const until of [23, 41, 38]) {
    await startFlipping(panel, { section, itemIds, from });
    const acknowledged = await poll('choices to be acknowledged', async () => {
      const last = Number(await panel.evaluate(() => document.title));
      return last >= from + until ? last : undefined;
    });
    await driver.kill();

    panel = await driver.openExtensionPage('panel.html');
    // The background proves its stores whole before it answers.
    expect(await askBackground(panel, 'getPanel')).toMatchObject({
      ok: true,
      value: { storage: { state: 'whole' } },
    });
    const { flags, sentinel } = await readStored(panel);
    const last = Math.max(...flags.map(numberOf));
    expect(last).toBeGreaterThanOrEqual(acknowledged);
    const wanted = afterFlip(last);
    expect(flags.map(({ itemId, include, opId }) => ({ itemId, include, opId }))).toEqual(wanted);
    expect(sentinel).toMatchObject({
      epoch: last + 1,
      optOuts: wanted.filter(({ include }) => !include).length,
    });
    from = last + 1;
  }
});
