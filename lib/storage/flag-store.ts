import type { Clock } from '../model/clock.ts';
import type { ItemKey, SectionKey } from '../model/item-key.ts';
import {
  type ChoiceTransaction,
  changeChoices,
  type OpenFlags,
  type OpenSection,
} from './choice-transaction.ts';
import { type Database, rowsOf, sectionRange, unawaited } from './database.ts';
import type { Mirror } from './mirror.ts';
import type { ClearedFlag, FlagRecord } from './records.ts';
import { noteToPush, roamingSection } from './roaming-section.ts';

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

/** Part of the transaction of a choice, for what must change together with the flags. */
type Also = (tx: ChoiceTransaction) => Promise<void>;

/**
 * Writes the choices of one action in one strict transaction and then the mirror. Resolves when both are on disk;
 * rejects, with nothing written, when the transaction fails (quota, damage). The same opId again changes nothing.
 *
 * `also` runs in the same transaction, at the same time as the flags are written.
 */
export function commitChoices(
  deps: Deps,
  { opId, source, choices, origin, sectionId }: FlagChange,
  also?: Also,
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
  also?: Also,
): Promise<void> =>
  changeChoices(deps, async (tx, open) => {
    const action = { opId, now: deps.clock.now() };
    const [changed] = await Promise.all([
      Promise.all(sections.map((section) => putSection(tx, action, section, open))),
      also?.(tx),
    ]);
    return changed.includes(true);
  });

type Action = { opId: string; now: number };

/** Answers whether anything is another now. */
async function putSection(
  tx: ChoiceTransaction,
  action: Action,
  { flags: wanted, ...section }: SectionFlags,
  open: OpenSection,
): Promise<boolean> {
  const ids = wanted.map(({ itemId }) => itemId);
  const [flags, cleared, roaming] = await Promise.all([
    open(section),
    rowsOf(tx.objectStore('cleared'), section, ids),
    roamingSection(tx, section),
    tx.objectStore('summaries').delete([section.origin, section.sectionId]),
  ]);
  const news = wanted.filter((one) => isNews(flags.rows.get(one.itemId), one, action));
  if (news.length === 0) return false;
  for (const { itemId, flag } of news) {
    putFlag(tx, action, { ...section, itemId }, { flags, cleared: cleared.get(itemId) }, flag);
  }
  noteToPush(tx, roaming);
  return true;
}

type WantedFlag = SectionFlags['flags'][number];

/** False when there is nothing to take away, or this action has written the flag before, or may not. */
const isNews = (
  before: FlagRecord | undefined,
  { flag, unlessSet }: WantedFlag,
  { opId }: Action,
): boolean =>
  flag === null ? before !== undefined : !before || !(unlessSet || before.opId === opId);

/** What is stored before the action: the section's flags, and that this item had one. */
type Was = { flags: OpenFlags; cleared: ClearedFlag | undefined };

function putFlag(
  tx: ChoiceTransaction,
  { opId, now }: Action,
  item: ItemKey,
  { flags, cleared }: Was,
  flag: WantedFlag['flag'],
): void {
  const before = flags.rows.get(item.itemId);
  const memory = tx.objectStore('cleared');
  const rev = (before?.rev ?? cleared?.rev ?? 0) + 1;
  if (flag === null) {
    flags.remove(item);
    unawaited(memory.put({ ...item, rev }));
    return;
  }
  if (cleared) unawaited(memory.delete([item.origin, item.sectionId, item.itemId]));
  const optOut = flag.include ? {} : { optOut: 1 as const };
  flags.put({ ...item, ...flag, rev, changedAt: now, opId, ...optOut });
}
