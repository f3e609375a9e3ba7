import type { Tab } from '../e2e/support/driver.ts';
import { interleave, type Measure, median, p95, type Row } from './row.ts';
import { smallCourse, storeYear } from './stored-year.ts';
import { withExtension } from './with-extension.ts';

/** What an extension page has. */
declare const chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } };

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

/** A message that is answered without any work: there is no such question. */
const echo = (page: Tab): Promise<number> => timed(page, { to: 'background', name: 'echo' }, true);

/** So many rows in one strictly durable transaction of a database of the page's own (ms). */
const bareTransaction = (page: Tab, rows: number): Promise<number> =>
  page.evaluate(async (count) => {
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('bench', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' });
      request.onsuccess = () => done(request.result);
    });
    const began = performance.now();
    const tx = db.transaction('rows', 'readwrite', { durability: 'strict' });
    for (let id = 0; id < count; id++) {
      tx.objectStore('rows').put({ id, include: false, rev: 1, changedAt: Date.now(), opId: 'x' });
    }
    await new Promise((done) => {
      tx.oncomplete = done;
    });
    const took = performance.now() - began;
    db.close();
    return took;
  }, rows);

let op = 0;
const setInclude = (page: Tab): Promise<number> => {
  const key = { ...smallCourse, itemId: String(50_000_000 + (op % 20)) };
  const data = { opId: `bench-${++op}-12345`, key, include: op % 2 === 0 };
  return timed(page, { to: 'background', name: 'setInclude', data });
};

const course = { ...smallCourse, sectionId: '20000001' };
const bulkEdit = (page: Tab): Promise<number> => {
  const include = ++op % 2 === 0;
  const choices = Array.from({ length: 150 }, (_, n) => ({
    key: { ...course, itemId: String(50_001_000 + n) },
    choice: { include, chosenIn: 'panel' },
  }));
  const data = { opId: `bench-${op}-12345`, choices };
  return timed(page, { to: 'background', name: 'setIncludeMany', data });
};

export const choiceSaving: Measure = {
  ids: ['P4', 'P5'],
  run: ({ actions }) =>
    withExtension(async (_, page) => {
      await storeYear(page, { courses: 1, items: 150, students: 35 });
      const one = await interleave(actions, {
        ours: () => setInclude(page),
        bare: async () => (await echo(page)) + (await bareTransaction(page, 1)),
      });
      const many = await interleave(actions, {
        ours: () => bulkEdit(page),
        bare: async () => (await echo(page)) + (await bareTransaction(page, 150)),
      });
      const rows: Row[] = [
        {
          id: 'P4',
          what: 'a choice, from message to saved / echo and bare strict transaction',
          value: median(one.ours) / median(one.bare),
          unit: 'ratio',
          target: 1.3,
          gate: 1.6,
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
          what: '150 choices at once / echo and bare strict transaction of 150 rows',
          value: median(many.ours) / median(many.bare),
          unit: 'ratio',
          target: 1.3,
          gate: 1.6,
        },
      ];
      return rows;
    }),
};
