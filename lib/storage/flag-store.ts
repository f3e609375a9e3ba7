import type { IDBPTransaction } from 'idb';
import type { Clock } from '../model/clock.ts';
import type { ItemKey, SectionKey } from '../model/item-key.ts';
import { type Database, type Schema, sectionRange, strict } from './database.ts';
import type { Mirror } from './mirror.ts';
import type { FlagRecord, Sentinel } from './records.ts';

/** Choices of one action of one person (or of one restoring), for items of one section. */
export type FlagChange = SectionKey & {
  opId: string;
  source: FlagRecord['source'];
  choices: { itemId: string; include: boolean; unlessSet?: true }[];
};

/** What an action makes of the flags of one section; null takes a flag away, so that the default holds again. */
export type SectionFlags = SectionKey & {
  flags: {
    itemId: string;
    flag: Pick<FlagRecord, 'include' | 'source'> | null;
    /** Nobody has chosen this one: a flag that is there stays. */
    unlessSet?: true;
  }[];
};

type Deps = { db: Database; mirror: Mirror; clock: Clock };

/** The stores that one action may change together. */
const choiceStores = ['flags', 'links', 'meta', 'staged', 'newItems', 'summaries'] as const;
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
export function commitChoices(
  deps: Deps,
  { opId, source, choices, origin, sectionId }: FlagChange,
  also?: (tx: ChoiceTransaction) => Promise<void>,
): Promise<void> {
  const flags = choices.map(({ itemId, include, ...rest }) => ({
    itemId,
    flag: { include, source },
    ...rest,
  }));
  return commitFlags(deps, opId, [{ origin, sectionId, flags }], also);
}

/** Like commitChoices, for several sections at once: all of it is written, or nothing. */
export async function commitFlags(
  deps: Deps,
  opId: string,
  sections: SectionFlags[],
  also?: (tx: ChoiceTransaction) => Promise<void>,
): Promise<void> {
  const tx = deps.db.transaction(choiceStores, 'readwrite', strict);
  const { sentinel, optedOut } = await allOrNothing(tx, async () => {
    const sentinel = await putFlags(tx, { opId, now: deps.clock.now() }, sections);
    await also?.(tx);
    return { sentinel, optedOut: await optedOutIds(tx, sections) };
  });
  await deps.mirror.writeSections(headOf(sentinel), optedOut);
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

type Action = { opId: string; now: number };

async function putFlags(
  tx: ChoiceTransaction,
  action: Action,
  sections: SectionFlags[],
): Promise<Sentinel> {
  let changed = false;
  for (const { origin, sectionId, flags } of sections) {
    await tx.objectStore('summaries').delete([origin, sectionId]);
    for (const { itemId, ...wanted } of flags) {
      const wrote = await putFlag(tx, action, { origin, sectionId, itemId }, wanted);
      changed ||= wrote;
    }
  }
  const meta = tx.objectStore('meta');
  const sentinel = await meta.get('sentinel');
  if (!sentinel) throw new Error('flag store without sentinel');
  if (!changed) return sentinel;
  const optOuts = await tx.objectStore('flags').index('optOut').count();
  const next = { ...sentinel, epoch: sentinel.epoch + 1, optOuts };
  await meta.put(next, 'sentinel');
  return next;
}

/** False when this action had written the flag before, or may not. */
async function putFlag(
  tx: ChoiceTransaction,
  { opId, now }: Action,
  item: ItemKey,
  { flag, unlessSet }: Omit<SectionFlags['flags'][number], 'itemId'>,
): Promise<boolean> {
  const store = tx.objectStore('flags');
  const key: [string, string, string] = [item.origin, item.sectionId, item.itemId];
  const before = await store.get(key);
  if (flag === null) {
    if (before) await store.delete(key);
    return before !== undefined;
  }
  if (before && (unlessSet || before.opId === opId)) return false;
  await store.put({
    ...item,
    ...flag,
    rev: (before?.rev ?? 0) + 1,
    changedAt: now,
    opId,
    ...(flag.include ? {} : { optOut: 1 as const }),
  });
  return true;
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
