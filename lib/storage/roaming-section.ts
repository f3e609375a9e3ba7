import type { IDBPObjectStore, IDBPTransaction, StoreNames } from 'idb';
import { type SectionKey, sectionKeyOf } from '../model/item-key.ts';
import type { ChoiceTransaction } from './choice-transaction.ts';
import {
  type Database,
  type Schema,
  strict,
  type UpgradeTransaction,
  unawaited,
} from './database.ts';
import type { RoamingSection } from './records.ts';

type Store = IDBPObjectStore<
  Schema,
  StoreNames<Schema>[],
  'roaming',
  'readwrite' | 'versionchange'
>;

const unknown = { known: null, rev: 0, pushed: 0, merged: null };

/** What is known of a section, where nothing is stored too. */
export async function roamingSection(
  tx: { objectStore(name: 'roaming'): Pick<Store, 'get'> },
  section: SectionKey,
): Promise<RoamingSection> {
  const row = await tx.objectStore('roaming').get([section.origin, section.sectionId]);
  return row ?? { ...sectionKeyOf(section), ...unknown };
}

/** Called with every change of a section's choices, in its transaction: other browsers must hear of it. */
export const noteToPush = (tx: ChoiceTransaction, row: RoamingSection): void =>
  unawaited(tx.objectStore('roaming').put({ ...row, rev: row.rev + 1 }));

/** Whether something of a section may be sent: its choices are known in this browser. */
export async function isKnown(db: Database, { origin, sectionId }: SectionKey): Promise<boolean> {
  const row = await db.get('roaming', [origin, sectionId]);
  return row !== undefined && row.known !== null;
}

/** The teacher has looked at the section's list. Strict: nothing else will say so again. */
export async function noteLooked(db: Database, section: SectionKey): Promise<void> {
  const tx = db.transaction('roaming', 'readwrite', strict);
  const row = await roamingSection(tx, section);
  // An empty record too is news: a browser that has never seen the section may then send it.
  if (row.known === null) await tx.store.put({ ...row, known: 'looked', rev: row.rev + 1 });
  await tx.done;
}

/** After choices were lost: what other browsers said is put in force anew, and everything is told again. */
export async function hearAgain(
  tx: IDBPTransaction<Schema, ('flags' | 'summaries' | 'roaming')[], 'readwrite'>,
): Promise<void> {
  const store = tx.objectStore('roaming');
  for (const row of await store.getAll()) {
    await store.put({ ...row, rev: row.rev + 1, merged: null });
  }
}

/** To version 6: what was read in this browser before has been looked at in it. */
export async function knowReadSections(tx: UpgradeTransaction): Promise<void> {
  for (const section of await tx.objectStore('sections').getAll()) {
    if (section.readAt === null) continue;
    const row = { ...sectionKeyOf(section), ...unknown, known: 'looked' as const, rev: 1 };
    await tx.objectStore('roaming').put(row);
  }
}
