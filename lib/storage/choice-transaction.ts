import type { IDBPTransaction } from 'idb';
import type { SectionKey } from '../model/item-key.ts';
import { type Database, type Schema, sectionRange, strict } from './database.ts';
import type { Mirror } from './mirror.ts';
import type { Sentinel } from './records.ts';

/** The stores that one action may change together. */
const choiceStores = [
  'flags',
  'cleared',
  'roaming',
  'links',
  'otherSis',
  'meta',
  'staged',
  'newItems',
  'summaries',
  'items',
  'itemSettings',
  'sectionSettings',
] as const;
export type ChoiceTransaction = IDBPTransaction<Schema, typeof choiceStores, 'readwrite'>;

/**
 * Changes the flags of some sections in one strict transaction and then the mirror. `change` answers whether any flag
 * is now another. Resolves when both copies are on disk; rejects, with nothing written, when the transaction fails.
 */
export async function changeChoices(
  { db, mirror }: { db: Database; mirror: Mirror },
  sections: SectionKey[],
  change: (tx: ChoiceTransaction) => Promise<boolean>,
): Promise<void> {
  const tx = db.transaction(choiceStores, 'readwrite', strict);
  const { sentinel, optedOut } = await allOrNothing(tx, async () => {
    const sentinel = await countChanges(tx, await change(tx));
    return { sentinel, optedOut: await optedOutIds(tx, sections) };
  });
  await mirror.writeSections(headOf(sentinel), optedOut);
}

/** An IndexedDB transaction commits by itself when nothing more is asked of it, also after an error of ours. */
async function allOrNothing<T>(tx: ChoiceTransaction, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await tx.done;
    return result;
  } catch (error) {
    await abort(tx);
    throw error;
  }
}

async function abort(tx: ChoiceTransaction): Promise<void> {
  const ended = tx.done.catch(() => undefined); // aborting is its own rejection; the cause is thrown by the caller
  try {
    tx.abort();
  } catch {
    // It had ended already.
  }
  await ended;
}

export const headOf = ({ installId, epoch, optOuts }: Sentinel) => ({ installId, epoch, optOuts });

async function countChanges(tx: ChoiceTransaction, changed: boolean): Promise<Sentinel> {
  const meta = tx.objectStore('meta');
  const sentinel = await meta.get('sentinel');
  if (!sentinel) throw new Error('flag store without sentinel');
  if (!changed) return sentinel;
  const optOuts = await tx.objectStore('flags').index('optOut').count();
  const next = { ...sentinel, epoch: sentinel.epoch + 1, optOuts };
  await meta.put(next, 'sentinel');
  return next;
}

const optedOutIds = (
  tx: ChoiceTransaction,
  sections: SectionKey[],
): Promise<{ section: SectionKey; itemIds: string[] }[]> =>
  Promise.all(
    sections.map(async (section) => {
      const rows = await tx.objectStore('flags').getAll(sectionRange(section));
      return { section, itemIds: rows.filter((row) => !row.include).map((row) => row.itemId) };
    }),
  );
