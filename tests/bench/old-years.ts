import { databaseName } from '../../lib/storage/database.ts';
import type { Tab } from '../e2e/support/driver.ts';
import { smallCourse, type Year } from './stored-year.ts';

type Given = { name: string; origin: string; year: Year };

/**
 * Replaces the extension's database by one of version 2 with so many courses, each score acknowledged; then a line item
 * had all of its hashes in its one row. The background must be stopped. What proves the choices whole stays as it was.
 */
export const storeOldYears = (page: Tab, year: Year): Promise<void> =>
  page.evaluate(
    async ({ name, origin, year: { courses, items, students } }: Given) => {
      const result = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((done, failed) => {
          request.onsuccess = () => done(request.result);
          request.onerror = () => failed(request.error);
        });
      const today = await result(indexedDB.open(name));
      const sentinel = await result(today.transaction('meta').objectStore('meta').get('sentinel'));
      today.close();
      await result(indexedDB.deleteDatabase(name));
      const opening = indexedDB.open(name, 2);
      opening.onupgradeneeded = () => {
        const old = opening.result;
        const section = ['origin', 'sectionId'];
        const item = [...section, 'itemId'];
        old.createObjectStore('sections', { keyPath: section });
        old.createObjectStore('items', { keyPath: item });
        old.createObjectStore('flags', { keyPath: item }).createIndex('optOut', 'optOut');
        old.createObjectStore('links', { keyPath: section });
        const observed = old.createObjectStore('observed', { keyPath: 'lineItemId' });
        observed.createIndex('section', section);
        old.createObjectStore('staged', { keyPath: 'opId' }).createIndex('tab', 'tabId');
        old.createObjectStore('newItems', { keyPath: 'id' }).createIndex('section', section);
        old.createObjectStore('runs', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
        old.createObjectStore('meta').put(sentinel, 'sentinel');
        const keyPath = ['sis', 'lineItemId'];
        old.createObjectStore('assignments', { keyPath }).createIndex('class', ['sis', 'classId']);
      };
      const db = await result(opening);
      const hash = '0123456789abcdef0123456789abcdef';
      const results = Object.fromEntries(
        Array.from({ length: students }, (_, n) => [`student-${n}`, hash]),
      );
      for (let course = 0; course < courses; course++) {
        const key = { origin, sectionId: String(20_000_000 + course) };
        const tx = db.transaction(['sections', 'items', 'observed', 'flags'], 'readwrite');
        const read = { categories: [], periods: [], readAt: 1_000, problem: null };
        tx.objectStore('sections').put({ ...key, title: `Course ${course}`, ...read });
        for (let n = 0; n < items; n++) {
          const itemKey = { ...key, itemId: String(50_000_000 + course * 1_000 + n) };
          const times = { lastAttemptAt: 900, lastSuccessAt: 900, failure: null };
          const row = {
            ...itemKey,
            lineItemId: `${key.sectionId}-${n}`,
            lineItem: 'hash',
            results,
          };
          tx.objectStore('observed').put({ ...row, ...times });
          const graded = { kind: 'assignment', points: 10, published: true, countsInGrade: true };
          const unset = { categoryId: null, periodId: null, due: null, firstSeenAt: 1_000 };
          const planned = { changes: n % 3, reason: null, blocked: false };
          const title = `Item ${n} of course ${course}`;
          tx.objectStore('items').put({ ...itemKey, title, ...graded, ...unset, planned });
          const choice = { include: true, rev: 1, changedAt: 900, source: 'panel', opId: 'bench' };
          tx.objectStore('flags').put({ ...itemKey, ...choice });
        }
        await new Promise((done, failed) => {
          tx.oncomplete = done;
          tx.onerror = () => failed(tx.error);
        });
      }
      db.close();
    },
    { name: databaseName, origin: smallCourse.origin, year },
  );

/**
 * What every way of splitting these rows must do: so many rows are read and two are written for each, in one strict
 * transaction of a database of the page's own. Resolves with the time it took (ms).
 */
export const bareSplit = (page: Tab, { courses, items, students }: Year): Promise<number> =>
  page.evaluate(
    async ({ rows, scores }) => {
      const result = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((done) => {
          request.onsuccess = () => done(request.result);
        });
      const opening = indexedDB.open('bench-split', 1);
      opening.onupgradeneeded = () => {
        for (const store of ['observed', 'resultHashes'])
          opening.result
            .createObjectStore(store, { keyPath: 'id' })
            .createIndex('section', 'section');
      };
      const db = await result(opening);
      const completed = (tx: IDBTransaction): Promise<unknown> =>
        new Promise((done) => {
          tx.oncomplete = done;
        });
      const hash = '0123456789abcdef0123456789abcdef';
      const results = Object.fromEntries(
        Array.from({ length: scores }, (_, n) => [`student-${n}`, hash]),
      );
      const filling = db.transaction('observed', 'readwrite');
      for (let id = 0; id < rows; id++) {
        filling.objectStore('observed').put({ id, section: id % 48, results });
      }
      await completed(filling);
      const began = performance.now();
      const tx = db.transaction(['observed', 'resultHashes'], 'readwrite', {
        durability: 'strict',
      });
      const [observed, hashes] = [tx.objectStore('observed'), tx.objectStore('resultHashes')];
      for (let from = 0; from < rows; from += 500) {
        const batch = IDBKeyRange.bound(from, from + 499);
        for (const { id, section, results: all } of await result(observed.getAll(batch))) {
          hashes.put({ id, section, results: all });
          observed.put({ id, section, scoresSent: scores });
        }
      }
      await completed(tx);
      const took = performance.now() - began;
      db.close();
      await result(indexedDB.deleteDatabase('bench-split'));
      return took;
    },
    { rows: courses * items, scores: students },
  );
