import type { Clock } from '../model/clock.ts';
import { type ItemKey, type SectionKey, sectionKeyOf } from '../model/item-key.ts';
import { type RoamingChoice, wins } from '../model/roaming-choice.ts';
import { type ChoiceTransaction, changeChoices, type OpenFlags } from './choice-transaction.ts';
import { type Database, sectionRange, unawaited } from './database.ts';
import type { Mirror } from './mirror.ts';
import type { ClearedFlag, FlagRecord } from './records.ts';
import type { ArrivedSection } from './roaming-record.ts';
import { roamingSection } from './roaming-section.ts';

type Deps = { db: Database; mirror: Mirror; clock: Clock; newId: () => string };

/** Everything there is to tell other browsers of a section, read in one transaction. */
export async function choicesToTell(
  db: Database,
  section: SectionKey,
): Promise<{ known: boolean; rev: number; choices: RoamingChoice[] }> {
  const tx = db.transaction(['flags', 'cleared', 'roaming']);
  const [flags, cleared, { known, rev }] = await Promise.all([
    tx.objectStore('flags').getAll(sectionRange(section)),
    tx.objectStore('cleared').getAll(sectionRange(section)),
    roamingSection(tx, section),
  ]);
  const choices = [...flags.map(ofFlag), ...cleared.map(ofCleared)];
  return { known: known !== null, rev, choices };
}

const ofFlag = ({ itemId, rev, include }: FlagRecord): RoamingChoice => ({
  itemId,
  rev,
  choice: include ? 'in' : 'out',
});

const ofCleared = ({ itemId, rev }: ClearedFlag): RoamingChoice => ({
  itemId,
  rev,
  choice: 'none',
});

/** Sections of which the sync service holds something else than what is in force here. */
export async function unheard(db: Database, arrived: ArrivedSection[]): Promise<ArrivedSection[]> {
  const rows = await Promise.all(
    arrived.map(({ origin, sectionId }) => db.get('roaming', [origin, sectionId])),
  );
  return arrived.filter(({ text }, n) => rows[n]?.merged !== text);
}

/**
 * Puts in force what has arrived from other browsers, all of it or nothing, in one strict transaction and the mirror.
 * `onOptOut` is told of an opt-out before anything is written: a run under way must not send it meanwhile. Answers
 * the items whose choice is another now.
 */
export async function mergeArrived(
  deps: Deps,
  arrived: ArrivedSection[],
  onOptOut: (key: ItemKey) => void,
): Promise<{ section: SectionKey; choices: RoamingChoice[] }[]> {
  const merged = arrived.map((from) => ({
    section: sectionKeyOf(from),
    from,
    choices: noChoices(),
  }));
  await changeChoices(deps, async (tx, open) => {
    for (const { section, from, choices } of merged) {
      choices.push(...(await mergeSection(tx, deps, await open(section), from, onOptOut)));
      await noteHeard(tx, section, from, choices.length > 0);
    }
    return merged.some(({ choices }) => choices.length > 0);
  });
  return merged.map(({ section, choices }) => ({ section, choices }));
}

const noChoices = (): RoamingChoice[] => [];

async function mergeSection(
  tx: ChoiceTransaction,
  deps: Deps,
  flags: OpenFlags,
  { choices, ...section }: ArrivedSection,
  onOptOut: (key: ItemKey) => void,
): Promise<RoamingChoice[]> {
  const changed: RoamingChoice[] = [];
  const cleared = await clearedOf(tx, section);
  for (const arrived of strongest(choices)) {
    const key: ItemKey = { ...sectionKeyOf(section), itemId: arrived.itemId };
    const winner = weigh(flags.rows.get(key.itemId), cleared.get(key.itemId), arrived);
    if (!winner) continue;
    if (winner.choice === 'out') onOptOut(key);
    putChoice(tx, deps, flags, key, winner);
    changed.push(winner);
  }
  return changed;
}

/** Of several browsers' choices for one item, the one that holds. */
function strongest(choices: RoamingChoice[]): Iterable<RoamingChoice> {
  const best = new Map<string, RoamingChoice>();
  for (const choice of choices) {
    if (wins(choice, best.get(choice.itemId) ?? null)) best.set(choice.itemId, choice);
  }
  return best.values();
}

/** Read at once: one question for each item would keep a teacher's choice waiting for as many answers. */
async function clearedOf(
  tx: ChoiceTransaction,
  section: SectionKey,
): Promise<Map<string, ClearedFlag>> {
  const rows = await tx.objectStore('cleared').getAll(sectionRange(section));
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** What is to be stored for the item from now on; null = it stays as it is. */
function weigh(
  flag: FlagRecord | undefined,
  cleared: ClearedFlag | undefined,
  arrived: RoamingChoice,
): RoamingChoice | null {
  const own = flag ? ofFlag(flag) : cleared ? ofCleared(cleared) : null;
  if (!wins(arrived, own)) return null;
  // Restored from the mirror: how new it is nobody knows, and it was an opt-out.
  if (flag?.unproven && arrived.choice !== 'out') return { ...ofFlag(flag), rev: arrived.rev + 1 };
  return arrived;
}

function putChoice(
  tx: ChoiceTransaction,
  { clock, newId }: Deps,
  flags: OpenFlags,
  key: ItemKey,
  { choice, rev }: RoamingChoice,
): void {
  const { origin, sectionId, itemId } = key;
  const cleared = tx.objectStore('cleared');
  unawaited(cleared.delete([origin, sectionId, itemId]));
  flags.remove(key);
  if (choice === 'none') {
    unawaited(cleared.put({ ...key, rev }));
    return;
  }
  flags.put({
    ...key,
    include: choice === 'in',
    rev,
    changedAt: clock.now(),
    source: 'other-browser',
    opId: newId(),
    ...(choice === 'out' ? { optOut: 1 as const } : {}),
  });
}

async function noteHeard(
  tx: ChoiceTransaction,
  section: SectionKey,
  { whole, text }: ArrivedSection,
  changed: boolean,
): Promise<void> {
  const row = await roamingSection(tx, section);
  const known = row.known ?? (whole ? 'heard' : null);
  const news = changed || known !== row.known;
  await tx
    .objectStore('roaming')
    .put({ ...row, known, merged: text, rev: row.rev + (news ? 1 : 0) });
  if (changed) await tx.objectStore('summaries').delete([section.origin, section.sectionId]);
}
