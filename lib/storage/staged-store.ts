import type { Clock } from '../model/clock.ts';
import type { GradedItem } from '../model/graded-item.ts';
import type { SectionKey } from '../model/item-key.ts';
import { type Database, strict } from './database.ts';
import { commitChoices } from './flag-store.ts';
import type { Mirror } from './mirror.ts';
import type { NewItemChoice, StagedChoice, StagedChoices } from './records.ts';

type Deps = { db: Database; mirror: Mirror; clock: Clock };

/** What became of a submitted form. Unknown keeps the opt-outs only: unknown means do not send. */
export type Outcome = 'saved' | 'dropped' | 'unknown';

/** Durable before Schoology gets the form: a closed tab cannot lose the choice. The same opId again is a no-op. */
export async function stage(db: Database, staged: StagedChoices): Promise<void> {
  const tx = db.transaction('staged', 'readwrite', strict);
  if (!(await tx.store.get(staged.opId))) await tx.store.put(staged);
  await tx.done;
}

/** Puts staged choices in force, or forgets them, in one transaction. Null when nothing is staged under opId. */
export async function settle(
  deps: Deps,
  opId: string,
  outcome: Outcome,
): Promise<StagedChoices | null> {
  const staged = await deps.db.get('staged', opId);
  if (!staged) return null;
  const inForce = outcome === 'dropped' ? [] : staged.choices.filter(kept(outcome));
  const choices = inForce.flatMap(({ itemId, include }) => (itemId ? [{ itemId, include }] : []));
  await commitChoices(deps, { ...staged, choices }, async (tx) => {
    for (const waiting of newItemChoices(staged, inForce)) {
      await tx.objectStore('newItems').put(waiting);
    }
    await tx.objectStore('staged').delete(opId);
  });
  return staged;
}

const kept =
  (outcome: Outcome) =>
  (choice: StagedChoice): boolean =>
    outcome === 'saved' || !choice.include;

const newItemChoices = (staged: StagedChoices, choices: StagedChoice[]): NewItemChoice[] =>
  choices
    .filter(({ itemId }) => itemId === null)
    .map(({ title, include }, n) => ({
      id: `${staged.opId}.${n}`,
      origin: staged.origin,
      sectionId: staged.sectionId,
      title,
      include,
      source: staged.source,
      at: staged.at,
    }));

/** Settles everything a tab had staged, by what its next page shows. Answers the choices that were not saved. */
export async function settleTab(
  deps: Deps,
  tabId: number,
  outcome: Outcome,
): Promise<StagedChoice[]> {
  const carried: StagedChoice[] = [];
  for (const { opId, choices } of await deps.db.getAllFromIndex('staged', 'tab', tabId)) {
    await settle(deps, opId, outcome);
    if (outcome === 'dropped') carried.push(...choices);
  }
  return carried;
}

/** What is staged belongs to tabs of a browser session; at the start of a new one their fate is unknown. */
export async function settleLeftovers(deps: Deps): Promise<void> {
  for (const opId of await deps.db.getAllKeys('staged')) await settle(deps, opId, 'unknown');
}

/**
 * Gives the choices made for new items to the items Schoology now lists, and answers the ids of items that must
 * wait because more than one could be meant. An item is new if this device first sees it now; lists are
 * eventually consistent, so a choice whose item is not there yet stays.
 */
export async function bindNewItems(
  deps: Deps,
  section: SectionKey,
  unseen: GradedItem[],
): Promise<Set<string>> {
  const waiting = await deps.db.getAllFromIndex('newItems', 'section', [
    section.origin,
    section.sectionId,
  ]);
  const held = new Set<string>();
  for (const choice of waiting) {
    const meant = unseen.filter((item) => sameTitle(item.title, choice.title));
    const [only, second] = meant;
    if (second) for (const item of meant) held.add(item.itemId);
    if (only) await bind(deps, choice, meant);
  }
  return held;
}

/** One match: the choice is its. Several: an opt-out goes to all of them, which sends nothing that was not meant. */
async function bind(deps: Deps, choice: NewItemChoice, meant: GradedItem[]): Promise<void> {
  const choices = meant.map(({ itemId }) => ({ itemId, include: choice.include }));
  const { origin, sectionId, source, id } = choice;
  await commitChoices(deps, { origin, sectionId, opId: id, source, choices }, async (tx) => {
    await tx.objectStore('newItems').delete(id);
  });
}

const sameTitle = (a: string, b: string): boolean => normal(a) === normal(b);
const normal = (title: string): string => title.normalize().replace(/\s+/g, ' ').trim();
