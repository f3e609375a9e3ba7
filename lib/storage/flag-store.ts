import type { Clock } from '../model/clock.ts';
import type { ItemKey, SectionKey } from '../model/item-key.ts';
import { type ChoiceTransaction, changeChoices } from './choice-transaction.ts';
import { type Database, rowsOf, sectionRange } from './database.ts';
import type { Mirror } from './mirror.ts';
import type { ClearedFlag, FlagRecord } from './records.ts';
import { noteToPush } from './roaming-section.ts';

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
export const commitFlags = (
  deps: Deps,
  opId: string,
  sections: SectionFlags[],
  also?: (tx: ChoiceTransaction) => Promise<void>,
): Promise<void> =>
  changeChoices(deps, sections, async (tx) => {
    const changed = await putFlags(tx, { opId, now: deps.clock.now() }, sections);
    await also?.(tx);
    return changed;
  });

type Action = { opId: string; now: number };

async function putFlags(
  tx: ChoiceTransaction,
  action: Action,
  sections: SectionFlags[],
): Promise<boolean> {
  let changed = false;
  for (const { flags, ...section } of sections) {
    const ids = flags.map(({ itemId }) => itemId);
    const [before, cleared] = await Promise.all([
      rowsOf(tx.objectStore('flags'), section, ids),
      rowsOf(tx.objectStore('cleared'), section, ids),
      tx.objectStore('summaries').delete([section.origin, section.sectionId]),
    ]);
    // Asked for all at once: waiting for each in turn makes a bulk edit several times as long.
    const wrote = await Promise.all(
      flags.map(({ itemId, ...wanted }) => {
        const was = { before: before.get(itemId), cleared: cleared.get(itemId) };
        return putFlag(tx, action, { ...section, itemId }, was, wanted);
      }),
    );
    const wroteAny = wrote.includes(true);
    if (wroteAny) await noteToPush(tx, section);
    changed ||= wroteAny;
  }
  return changed;
}

/** What is stored of an item before the action: its flag, or that it had one. */
type Was = { before: FlagRecord | undefined; cleared: ClearedFlag | undefined };

/** False when this action had written the flag before, or may not. */
async function putFlag(
  tx: ChoiceTransaction,
  { opId, now }: Action,
  item: ItemKey,
  { before, cleared }: Was,
  { flag, unlessSet }: Omit<SectionFlags['flags'][number], 'itemId'>,
): Promise<boolean> {
  const store = tx.objectStore('flags');
  const key: [string, string, string] = [item.origin, item.sectionId, item.itemId];
  if (flag === null) {
    if (!before) return false;
    await store.delete(key);
    await tx.objectStore('cleared').put({ ...item, rev: before.rev + 1 });
    return true;
  }
  if (before && (unlessSet || before.opId === opId)) return false;
  if (cleared) await tx.objectStore('cleared').delete(key);
  await store.put({
    ...item,
    ...flag,
    rev: (before?.rev ?? cleared?.rev ?? 0) + 1,
    changedAt: now,
    opId,
    ...(flag.include ? {} : { optOut: 1 as const }),
  });
  return true;
}
