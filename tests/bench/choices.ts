import type { Tab } from '../e2e/support/driver.ts';
import { interleave, type Measure, median, p95, type Row } from './row.ts';
import { smallCourse, storeYear } from './stored-year.ts';
import { withExtension } from './with-extension.ts';

/** What an extension page has. */
declare const chrome: {
  runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> };
  storage: { local: { set(items: object): Promise<void> } };
};

/** Sends one message to the background and says how long its answer took (ms). */
const timed = (page: Tab, message: object, isRefused = false): Promise<number> =>
  page.evaluate(
    async ([request, refused]) => {
      const began = performance.now();
      const { ok } = await chrome.runtime.sendMessage(request);
      if (ok === refused) throw new Error(`unexpected answer to ${JSON.stringify(request)}`);
      return performance.now() - began;
    },
    [message, isRefused] as const,
  );

/** A message with the same data that is answered without any work: there is no such question. */
const echo = (page: Tab, data: object): Promise<number> =>
  timed(page, { to: 'background', name: 'echo', data }, true);

/**
 * CI's gates are not 4.4's 1.6: what a choice asks of the stores and writes, without any code of ours, takes 1.4 of the
 * bare writes. The revision before it, the count of opt-outs and the section's list must be read in its transaction.
 */
const gates = { one: 2.3, many: 2 };

/**
 * The two writes that a choice is made of, and nothing else (ms): so many rows like ours, in a store with the key and
 * the index that ours has, in one strictly durable transaction of a database of the page's own; and then the list of
 * what is opted out in `storage.local`. The second one is not ours to save: "saved" means that both copies of an
 * opt-out have been written, since either may be lost by itself (design.md 4).
 */
const bareWrites = (page: Tab, rows: number, include: boolean): Promise<number> =>
  page.evaluate(
    async ([count, included]) => {
      const db = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open('bench', 1);
        request.onupgradeneeded = () =>
          request.result
            .createObjectStore('rows', { keyPath: ['origin', 'sectionId', 'itemId'] })
            .createIndex('optOut', 'optOut');
        request.onsuccess = () => done(request.result);
      });
      const ids = Array.from({ length: count }, (_, n) => String(50_000_000 + n));
      const began = performance.now();
      const tx = db.transaction('rows', 'readwrite', { durability: 'strict' });
      for (const itemId of ids) {
        const key = { origin: 'https://app.schoology.com', sectionId: '20000000', itemId };
        const chosen = { include: included, rev: 1, changedAt: Date.now(), source: 'panel' };
        const row = { ...key, ...chosen, opId: 'bench-1-12345' };
        tx.objectStore('rows').put(included ? row : { ...row, optOut: 1 });
      }
      await new Promise((done, failed) => {
        tx.oncomplete = done;
        tx.onabort = () => failed(tx.error);
      });
      await chrome.storage.local.set({ bench: 1, benchList: included ? [] : ids });
      const took = performance.now() - began;
      db.close();
      return took;
    },
    [rows, include] as const,
  );

let op = 0;

const oneChoice = () => ({
  opId: `bench-${++op}-12345`,
  key: { ...smallCourse, itemId: String(50_000_000 + (op % 20)) },
  include: op % 2 === 0,
});
const setInclude = (page: Tab): Promise<number> =>
  timed(page, { to: 'background', name: 'setInclude', data: oneChoice() });

const course = { ...smallCourse, sectionId: '20000001' };
const manyChoices = () => {
  const include = ++op % 2 === 0;
  const choices = Array.from({ length: 150 }, (_, n) => ({
    key: { ...course, itemId: String(50_001_000 + n) },
    choice: { include, chosenIn: 'panel' },
  }));
  return { opId: `bench-${op}-12345`, choices };
};
const bulkEdit = (page: Tab): Promise<number> =>
  timed(page, { to: 'background', name: 'setIncludeMany', data: manyChoices() });

export const choiceSaving: Measure = {
  ids: ['P4', 'P5'],
  run: ({ actions }) =>
    withExtension(async (_, page) => {
      await storeYear(page, { courses: 1, items: 150, students: 35 });
      const one = await interleave(actions, {
        ours: () => setInclude(page),
        bare: async () =>
          (await echo(page, oneChoice())) + (await bareWrites(page, 1, ++op % 2 === 0)),
      });
      const many = await interleave(actions, {
        ours: () => bulkEdit(page),
        bare: async () =>
          (await echo(page, manyChoices())) + (await bareWrites(page, 150, ++op % 2 === 0)),
      });
      const rows: Row[] = [
        {
          id: 'P4',
          what: 'a choice, from message to saved / echo and the two bare writes',
          value: median(one.ours) / median(one.bare),
          unit: 'ratio',
          target: 1.3,
          gate: gates.one,
        },
        {
          id: 'P4',
          what: 'a choice, from message to saved, 95 of 100',
          value: p95(one.ours),
          unit: 'ms',
          target: 20,
          gate: 50,
        },
        {
          id: 'P5',
          what: '150 choices at once / echo and the two bare writes of 150',
          value: median(many.ours) / median(many.bare),
          unit: 'ratio',
          target: 1.3,
          gate: gates.many,
        },
      ];
      return rows;
    }),
};
