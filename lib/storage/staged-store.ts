import type { Clock } from '../model/clock.ts';
import type { GradedItem } from '../model/graded-item.ts';
import { type ItemKey, sameSection } from '../model/item-key.ts';
import { sameTitle } from '../model/same-title.ts';
import { type Database, strict } from './database.ts';
import { commitChoices } from './flag-store.ts';
import type { Mirror } from './mirror.ts';
import type { NewItemChoice, StagedChoice, StagedChoices } from './records.ts';

type Deps = { db: Database; mirror: Mirror; clock: Clock };

/** What became of a submitted form. Unknown keeps the opt-outs only: unknown means do not send. */
export type Outcome = 'saved' | 'dropped' | 'unknown';

/** Of choices recovered from a page's copy: which tab it was in is not known until the page itself speaks. */
export const nobodysTab = -1;

/** Durable before Schoology gets the form: a closed tab cannot lose the choice. The same opId again is a no-op. */
export async function stage(db: Database, staged: StagedChoices): Promise<void> {
  const tx = db.transaction('staged', 'readwrite', strict);
  const before = await tx.store.get(staged.opId);
  if (!before || before.tabId === nobodysTab) await tx.store.put(staged);
  await tx.done;
}

/** A tab speaks for its saves: those that copies have kept are its own again. Answers those that nothing is staged of. */
export async function claim(
  db: Database,
  opIds: string[],
  { tabId, origin }: { tabId: number; origin: string },
): Promise<string[]> {
  const tx = db.transaction('staged', 'readwrite', strict);
  const missing: string[] = [];
  for (const opId of opIds) {
    const staged = await tx.store.get(opId);
    if (staged?.origin !== origin) missing.push(opId);
    else if (staged.tabId === nobodysTab) await tx.store.put({ ...staged, tabId });
  }
  await tx.done;
  return missing;
}

/**
 * A page of Schoology has come after one that was gone before its choices were acknowledged. Nobody knows what
 * Schoology did with the form, so the opt-outs count. Answers what was put in force.
 */
export async function settleRecovered(deps: Deps, origin: string): Promise<StagedChoices[]> {
  const recovered = (await deps.db.getAllFromIndex('staged', 'tab', nobodysTab)).filter(
    (staged) => staged.origin === origin,
  );
  for (const { opId } of recovered) await settle(deps, opId, 'unknown');
  return recovered;
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
  if (outcome === 'saved' && staged.forget !== undefined) {
    await forgetItem(deps.db, { ...staged, itemId: staged.forget });
  }
  const choices = inForce.flatMap(({ itemId, include }) => (itemId ? [{ itemId, include }] : []));
  await commitChoices(deps, { ...staged, choices }, async (tx) => {
    for (const waiting of newItemChoices(staged, inForce)) {
      await tx.objectStore('newItems').put(waiting);
    }
    await tx.objectStore('staged').delete(opId);
  });
  return staged;
}

async function forgetItem(db: Database, { origin, sectionId, itemId }: ItemKey): Promise<void> {
  const tx = db.transaction(['items', 'summaries'], 'readwrite', strict);
  await tx.objectStore('items').delete([origin, sectionId, itemId]);
  await tx.objectStore('summaries').delete([origin, sectionId]);
  await tx.done;
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
      tabId: staged.tabId,
      origin: staged.origin,
      sectionId: staged.sectionId,
      title,
      include,
      source: staged.source,
      at: staged.at,
    }));

/** A page can tell what became of its own site's form only; of another Schoology's nobody knows. */
export const outcomeAt = (staged: StagedChoices, origin: string, outcome: Outcome): Outcome =>
  staged.origin === origin ? outcome : 'unknown';

/** Settles everything a tab had staged, by what its next page shows. Answers the choices that were not saved. */
export async function settleTab(
  deps: Deps,
  { tabId, origin }: { tabId: number; origin: string },
  outcome: Outcome,
): Promise<StagedChoice[]> {
  const carried: StagedChoice[] = [];
  for (const staged of await deps.db.getAllFromIndex('staged', 'tab', tabId)) {
    const own = outcomeAt(staged, origin, outcome);
    await settle(deps, staged.opId, own);
    if (own === 'dropped') carried.push(...staged.choices);
  }
  return carried;
}

/** What is staged belongs to tabs of a browser session; at the start of a new one their fate is unknown. */
export async function settleLeftovers(deps: Deps): Promise<void> {
  for (const opId of await deps.db.getAllKeys('staged')) await settle(deps, opId, 'unknown');
}

/** Items whose opt-out was submitted but whose fate is not known yet: they wait. */
export function unconfirmedItems(allStaged: StagedChoices[], items: GradedItem[]): Set<string> {
  const optOuts = allStaged.flatMap((staged) =>
    staged.choices.filter(kept('unknown')).map((choice) => ({ ...choice, staged })),
  );
  const isMeant = (item: GradedItem): boolean =>
    optOuts.some(
      ({ staged, itemId, title }) =>
        sameSection(staged, item) &&
        (itemId === null ? sameTitle(title, item.title) : itemId === item.itemId),
    );
  return new Set(items.filter(isMeant).map(({ itemId }) => itemId));
}
