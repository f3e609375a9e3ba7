import { databaseName } from '../../lib/storage/database.ts';
import { askBackground } from '../e2e/support/ask-background.ts';
import type { Tab } from '../e2e/support/driver.ts';

const origin = 'https://app.schoology.com';

/** A course of 20 items and 25 students: 500 scores. */
export const smallCourse = { origin, sectionId: '20000000' };

export type Year = { courses: number; items: number; students: number };

/**
 * Puts the small course on the disk, as after a sync, and beside it so many others. Written by a page of the extension,
 * so that it lies where the extension's own data lie. Resolves with the time it took in ms.
 */
export async function storeYear(page: Tab, year: Year): Promise<number> {
  // Once the background has answered, its stores are there: a page that opens the database first makes an empty one.
  await askBackground(page, 'getPanel');
  return page.evaluate(
    async ({ name, origin: host, year: others }) => {
      const began = performance.now();
      const db = await new Promise<IDBDatabase>((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      const put = (course: number, items: number, students: number): Promise<void> => {
        const key = { origin: host, sectionId: String(20_000_000 + course) };
        const stores = ['sections', 'items', 'observed', 'resultHashes', 'flags', 'summaries'];
        const tx = db.transaction(stores, 'readwrite');
        const unread = { categories: [], periods: [], readAt: 1_000, problem: null };
        tx.objectStore('sections').put({ ...key, title: `Course ${course}`, ...unread });
        tx.objectStore('summaries').delete([key.origin, key.sectionId]);
        for (let i = 0; i < items; i++) {
          const item = { ...key, itemId: String(50_000_000 + course * 1_000 + i) };
          const lineItemId = `${item.sectionId}-${i}`;
          const results: Record<string, string> = {};
          for (let s = 0; s < students; s++)
            results[`student-${s}`] = '0123456789abcdef0123456789abcdef';
          tx.objectStore('items').put({
            ...item,
            title: `Item ${i} of course ${course}`,
            kind: 'assignment',
            categoryId: null,
            periodId: null,
            due: null,
            points: 10,
            published: true,
            countsInGrade: true,
            firstSeenAt: 1_000,
            planned: { changes: i % 3, reason: null, blocked: false },
          });
          tx.objectStore('observed').put({
            ...item,
            lineItemId,
            lineItem: 'hash',
            scoresSent: students,
            lastAttemptAt: 900,
            lastSuccessAt: 900,
            failure: null,
          });
          tx.objectStore('resultHashes').put({ ...key, lineItemId, results });
          const flag = { include: true, rev: 1, changedAt: 900, source: 'panel', opId: 'bench' };
          tx.objectStore('flags').put({ ...item, ...flag });
        }
        return new Promise((done, failed) => {
          tx.oncomplete = () => done();
          tx.onerror = () => failed(tx.error);
        });
      };
      await put(0, 20, 25);
      for (let course = 1; course <= others.courses; course++) {
        await put(course, others.items, others.students);
      }
      db.close();
      return performance.now() - began;
    },
    { name: databaseName, origin, year },
  );
}
