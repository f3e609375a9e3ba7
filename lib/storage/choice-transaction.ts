import type { IDBPTransaction } from 'idb';
import { type ItemKey, type SectionKey, sectionKeyOf, sectionKeyText } from '../model/item-key.ts';
import { type Database, type Schema, sectionRange, strict, unawaited } from './database.ts';
import type { Mirror } from './mirror.ts';
import type { FlagRecord, Sentinel } from './records.ts';

/** The stores that one action may change together, and those that its answer is read from. */
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
  'sections',
  'observed',
] as const;
export type ChoiceTransaction = IDBPTransaction<Schema, typeof choiceStores, 'readwrite'>;

/** The flags of one section inside a transaction: read once, and written to the store as they are changed here. */
export type OpenFlags = {
  section: SectionKey;
  /** By item id, as they stand by now. */
  rows: ReadonlyMap<string, FlagRecord>;
  put(flag: FlagRecord): void;
  remove(key: ItemKey): void;
  /** Item ids. */
  optedOut(): string[];
  /** How many opt-outs there are more than when they were read. */
  added(): number;
};
/** The same object each time a section is asked for. */
export type OpenSection = (section: SectionKey) => Promise<OpenFlags>;

/**
 * Changes the flags of some sections in one strict transaction and then the mirror. `change` opens the sections, and
 * answers whether any flag is now another. Resolves when both copies are on disk; rejects, with nothing written, when
 * the transaction fails.
 *
 * The teacher waits for it, and each wait for an answer of the store costs as much as the write itself: what is read
 * is asked for at once, and what is written is not waited for one by one. When `change` resolves everything is asked
 * for.
 */
export async function changeChoices(
  { db, mirror }: { db: Database; mirror: Mirror },
  change: (tx: ChoiceTransaction, open: OpenSection) => Promise<boolean>,
): Promise<void> {
  const tx = db.transaction(choiceStores, 'readwrite', strict);
  const opened = new Map<string, Promise<OpenFlags>>();
  const open: OpenSection = (section) => {
    const id = sectionKeyText(section);
    const flags = opened.get(id) ?? openFlags(tx, sectionKeyOf(section));
    opened.set(id, flags);
    return flags;
  };
  const { sentinel, flags } = await allOrNothing(tx, async () => {
    const [before, changed] = await Promise.all([
      tx.objectStore('meta').get('sentinel'),
      change(tx, open),
    ]);
    if (!before) throw new Error('flag store without sentinel');
    const flags = await Promise.all(opened.values());
    return { sentinel: changed ? moveOn(tx, before, flags) : before, flags };
  });
  const lists = flags.map(({ section, optedOut }) => ({ section, itemIds: optedOut() }));
  await mirror.writeSections(headOf(sentinel), lists);
}

/** An IndexedDB transaction commits by itself when nothing more is asked of it, also after an error of ours. */
async function allOrNothing<T>(tx: ChoiceTransaction, work: () => Promise<T>): Promise<T> {
  tx.done.catch(() => undefined); // a write may fail before the work is done and its end is waited for
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

/**
 * The count of opt-outs goes by what has changed and is not taken anew: rows that were lost from under it would be
 * missing from both, and nobody would ever notice.
 */
function moveOn(tx: ChoiceTransaction, before: Sentinel, flags: OpenFlags[]): Sentinel {
  const optOuts = flags.reduce((count, { added }) => count + added(), before.optOuts);
  const next = { ...before, epoch: before.epoch + 1, optOuts };
  unawaited(tx.objectStore('meta').put(next, 'sentinel'));
  tx.commit(); // the last request: the browser need not wait whether another comes
  return next;
}

async function openFlags(tx: ChoiceTransaction, section: SectionKey): Promise<OpenFlags> {
  const store = tx.objectStore('flags');
  const stored = await store.getAll(sectionRange(section));
  const rows = new Map(stored.map((row) => [row.itemId, row]));
  const optedOut = (): string[] =>
    [...rows.values()].filter(({ include }) => !include).map(({ itemId }) => itemId);
  const before = optedOut().length;
  return {
    section,
    rows,
    put(flag) {
      rows.set(flag.itemId, flag);
      unawaited(store.put(flag));
    },
    remove({ origin, sectionId, itemId }) {
      rows.delete(itemId);
      unawaited(store.delete([origin, sectionId, itemId]));
    },
    optedOut,
    added: () => optedOut().length - before,
  };
}
