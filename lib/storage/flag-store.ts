import type { IDBPTransaction } from 'idb';
import type { Clock } from '../model/clock.ts';
import type { SectionKey } from '../model/item-key.ts';
import { type Database, type Schema, sectionRange, strict } from './database.ts';
import type { Mirror } from './mirror.ts';
import type { FlagRecord, Sentinel } from './records.ts';

/** Choices of one action of one person (or of one restoring), for items of one section. */
export type FlagChange = SectionKey & {
  opId: string;
  source: FlagRecord['source'];
  choices: { itemId: string; include: boolean }[];
};

/** The stores that one action may change together. */
const choiceStores = ['flags', 'meta', 'staged', 'newItems'] as const;
type ChoiceTransaction = IDBPTransaction<Schema, typeof choiceStores, 'readwrite'>;

/** Every flag of a section by item id. No record means the default, but only while the store is proven whole. */
export async function readFlags(
  db: Database,
  section: SectionKey,
): Promise<Map<string, FlagRecord>> {
  const rows = await db.getAll('flags', sectionRange(section));
  return new Map(rows.map((row) => [row.itemId, row]));
}

/**
 * Writes the choices of one action in one strict transaction and then the mirror. Resolves when both are on disk;
 * rejects, with nothing written, when the transaction fails (quota, damage). The same opId again changes nothing.
 *
 * `also` runs in the same transaction, for what must change together with the flags.
 */
export async function commitChoices(
  deps: { db: Database; mirror: Mirror; clock: Clock },
  change: FlagChange,
  also?: (tx: ChoiceTransaction) => Promise<void>,
): Promise<void> {
  const tx = deps.db.transaction(choiceStores, 'readwrite', strict);
  const { sentinel, optedOut } = await allOrNothing(tx, async () => {
    const sentinel = await putFlags(tx, change, deps.clock.now());
    await also?.(tx);
    return { sentinel, optedOut: await optedOutIds(tx, change) };
  });
  await deps.mirror.writeSection(headOf(sentinel), change, optedOut);
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

async function putFlags(tx: ChoiceTransaction, change: FlagChange, now: number): Promise<Sentinel> {
  const flags = tx.objectStore('flags');
  const meta = tx.objectStore('meta');
  const { origin, sectionId, opId, source } = change;
  let changed = false;
  for (const { itemId, include } of change.choices) {
    const before = await flags.get([origin, sectionId, itemId]);
    if (before?.opId === opId) continue;
    changed = true;
    await flags.put({
      origin,
      sectionId,
      itemId,
      include,
      rev: (before?.rev ?? 0) + 1,
      changedAt: now,
      source,
      opId,
      ...(include ? {} : { optOut: 1 as const }),
    });
  }
  const sentinel = await meta.get('sentinel');
  if (!sentinel) throw new Error('flag store without sentinel');
  if (!changed) return sentinel;
  const optOuts = await flags.index('optOut').count();
  const next = { ...sentinel, epoch: sentinel.epoch + 1, optOuts };
  await meta.put(next, 'sentinel');
  return next;
}

async function optedOutIds(tx: ChoiceTransaction, section: SectionKey): Promise<string[]> {
  const rows = await tx.objectStore('flags').getAll(sectionRange(section));
  return rows.filter((row) => !row.include).map((row) => row.itemId);
}
