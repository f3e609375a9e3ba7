import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type { SectionKey } from '../model/item-key.ts';
import type {
  AssignmentRecord,
  ClearedFlag,
  DecisionRecord,
  FlagRecord,
  ItemSettings,
  LinkRecord,
  NewItemChoice,
  ObservedItem,
  OtherSisRows,
  ResultHashes,
  RoamingSection,
  RunRecord,
  SectionSettings,
  Sentinel,
  StagedChoices,
  StoredItem,
  StoredSection,
  StoredSummary,
} from './records.ts';
import { knowReadSections } from './roaming-section.ts';
import { splitObserved } from './split-observed.ts';

/** One row per key; sections and items are found by key ranges, so no index repeats the key. */
export interface Schema extends DBSchema {
  sections: { key: [string, string]; value: StoredSection };
  items: { key: [string, string, string]; value: StoredItem };
  flags: { key: [string, string, string]; value: FlagRecord; indexes: { optOut: number } };
  links: { key: [string, string]; value: LinkRecord };
  observed: {
    key: string;
    value: ObservedItem;
    indexes: { section: [string, string] };
  };
  resultHashes: {
    key: string;
    value: ResultHashes;
    indexes: { section: [string, string] };
  };
  summaries: { key: [string, string]; value: StoredSummary };
  staged: {
    key: string;
    value: StagedChoices;
    indexes: { tab: number; section: [string, string] };
  };
  newItems: {
    key: string;
    value: NewItemChoice;
    indexes: { section: [string, string]; tab: number };
  };
  /** Choices that were taken back. */
  cleared: { key: [string, string, string]; value: ClearedFlag };
  roaming: { key: [string, string]; value: RoamingSection };
  runs: { key: string; value: RunRecord; indexes: { startedAt: number } };
  meta: { key: 'sentinel'; value: Sentinel };
  assignments: {
    key: [string, string];
    value: AssignmentRecord;
    indexes: { class: [string, string] };
  };
  decisions: {
    key: [string, string];
    value: DecisionRecord;
    indexes: { section: [string, string] };
  };
  itemSettings: { key: [string, string, string]; value: ItemSettings };
  sectionSettings: { key: [string, string]; value: SectionSettings };
  /** Name of the SIS that the rows of `links`, `observed`, `resultHashes` and `decisions` are about. */
  sisInForce: { key: 'name'; value: string };
  /** The same rows of SISs that the connection was moved away from. */
  otherSis: { key: [string, string, string]; value: OtherSisRows };
}

export type Database = IDBPDatabase<Schema>;
export type UpgradeTransaction = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

export const databaseName = 'sync-to-sis';

/**
 * Steps from version n to n + 1; index 0 makes version 1. A step is never edited once released. A versionchange
 * transaction is atomic, so a browser that dies half way leaves the old version whole.
 */
const upgrades: ((db: Database, tx: UpgradeTransaction) => void | Promise<void>)[] = [
  (db) => {
    db.createObjectStore('sections', { keyPath: ['origin', 'sectionId'] });
    db.createObjectStore('items', { keyPath: ['origin', 'sectionId', 'itemId'] });
    db.createObjectStore('flags', { keyPath: ['origin', 'sectionId', 'itemId'] }).createIndex(
      'optOut',
      'optOut',
    );
    db.createObjectStore('links', { keyPath: ['origin', 'sectionId'] });
    db.createObjectStore('observed', { keyPath: 'lineItemId' }).createIndex('section', [
      'origin',
      'sectionId',
    ]);
    db.createObjectStore('staged', { keyPath: 'opId' }).createIndex('tab', 'tabId');
    db.createObjectStore('newItems', { keyPath: 'id' }).createIndex('section', [
      'origin',
      'sectionId',
    ]);
    db.createObjectStore('runs', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
    db.createObjectStore('meta');
  },
  (db) => {
    db.createObjectStore('assignments', { keyPath: ['sis', 'lineItemId'] }).createIndex('class', [
      'sis',
      'classId',
    ]);
  },
  (db, tx) => {
    db.createObjectStore('resultHashes', { keyPath: 'lineItemId' }).createIndex('section', [
      'origin',
      'sectionId',
    ]);
    db.createObjectStore('summaries', { keyPath: ['origin', 'sectionId'] });
    tx.objectStore('staged').createIndex('section', ['origin', 'sectionId']);
    tx.objectStore('newItems').createIndex('tab', 'tabId');
    return splitObserved(tx);
  },
  (db) => {
    db.createObjectStore('decisions', { keyPath: ['lineItemId', 'studentId'] }).createIndex(
      'section',
      ['origin', 'sectionId'],
    );
  },
  (db) => {
    db.createObjectStore('itemSettings', { keyPath: ['origin', 'sectionId', 'itemId'] });
    db.createObjectStore('sectionSettings', { keyPath: ['origin', 'sectionId'] });
  },
  async (db, tx) => {
    db.createObjectStore('cleared', { keyPath: ['origin', 'sectionId', 'itemId'] });
    db.createObjectStore('roaming', { keyPath: ['origin', 'sectionId'] });
    await knowReadSections(tx);
  },
  (db) => {
    db.createObjectStore('sisInForce');
    db.createObjectStore('otherSis', { keyPath: ['sis', 'origin', 'sectionId'] });
  },
];

/**
 * Opens the database, upgrading it step by step. Rejects with the browser's own error: VersionError when a newer
 * build wrote it (nothing is touched then), UnknownError when its files are damaged.
 *
 * `onLost` is called once the connection is closed from outside: by an upgrade that another context waits for, or by
 * the browser, after damage or when its data is cleared. It never opens again; open another.
 */
export async function openDatabase(onLost: () => void): Promise<Database> {
  return openDB<Schema>(databaseName, upgrades.length, {
    upgrade(db, oldVersion, _newVersion, tx) {
      tx.done.catch(() => undefined); // opening rejects with it too
      // A step that stumbles must not commit what it has done so far.
      upgradeFrom(oldVersion, db, tx).catch(() => tx.abort());
    },
    // Another context wants to upgrade: let go at once, or both would wait for ever.
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      onLost();
    },
    terminated: onLost,
  });
}

async function upgradeFrom(version: number, db: Database, tx: UpgradeTransaction): Promise<void> {
  for (const step of upgrades.slice(version)) await step(db, tx);
}

/** All rows of one section in a store keyed by [origin, sectionId, itemId]: an array sorts after every string. */
export const sectionRange = ({ origin, sectionId }: SectionKey): IDBKeyRange =>
  IDBKeyRange.bound([origin, sectionId], [origin, sectionId, []]);

/** Up to so many rows are asked for one by one; of more, the whole section at once, which is several times quicker. */
export const oneByOneUpTo = 8;

/** The rows that are there of these items, by item id. */
export async function rowsOf<Row extends { itemId: string }>(
  store: {
    get(key: [string, string, string]): Promise<Row | undefined>;
    getAll(range: IDBKeyRange): Promise<Row[]>;
  },
  section: SectionKey,
  ids: string[],
): Promise<Map<string, Row>> {
  const { origin, sectionId } = section;
  const rows =
    ids.length > oneByOneUpTo
      ? await store.getAll(sectionRange(section))
      : await Promise.all(ids.map((itemId) => store.get([origin, sectionId, itemId])));
  return new Map(rows.flatMap((row) => (row ? [[row.itemId, row]] : [])));
}

/** For a write that is not waited for: one that fails ends its transaction, and that one's end is waited for. */
export function unawaited(write: Promise<unknown>): void {
  write.catch(() => undefined);
}

/** For what a person chose: complete means flushed to disk, not handed to the operating system. */
export const strict = { durability: 'strict' } as const;
/** For what can be read or sent again: acknowledgements and caches. */
export const relaxed = { durability: 'relaxed' } as const;
