import { type IDBPDatabase, openDB } from 'idb';
import { databaseName } from '../../../lib/storage/database.ts';

const section = ['origin', 'sectionId'];
const item = [...section, 'itemId'];

/** The stores as each version made them: written down here once, so that a step edited later is noticed. */
const versions: ((db: IDBPDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('sections', { keyPath: section });
    db.createObjectStore('items', { keyPath: item });
    db.createObjectStore('flags', { keyPath: item }).createIndex('optOut', 'optOut');
    db.createObjectStore('links', { keyPath: section });
    db.createObjectStore('observed', { keyPath: 'lineItemId' }).createIndex('section', section);
    db.createObjectStore('staged', { keyPath: 'opId' }).createIndex('tab', 'tabId');
    db.createObjectStore('newItems', { keyPath: 'id' }).createIndex('section', section);
    db.createObjectStore('runs', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
    db.createObjectStore('meta');
  },
  (db) => {
    const keyPath = ['sis', 'lineItemId'];
    db.createObjectStore('assignments', { keyPath }).createIndex('class', ['sis', 'classId']);
  },
];

/** An empty database as a build of that version leaves it. To be closed before today's is opened. */
export const openVersion = (version: number): Promise<IDBPDatabase> =>
  openDB(databaseName, version, {
    upgrade(db) {
      for (const make of versions.slice(0, version)) make(db);
    },
  });
