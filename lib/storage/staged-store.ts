import type { Clock } from '../model/clock.ts';
import type { GradedItem } from '../model/graded-item.ts';
import { type ItemKey, type SectionKey, sameSection } from '../model/item-key.ts';
import { type Database, strict } from './database.ts';
import { commitChoices, readFlags } from './flag-store.ts';
import type { Mirror } from './mirror.ts';
import type { NewItemChoice, StagedChoice, StagedChoices } from './records.ts';
import { storedItems } from './section-rows.ts';

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

/**
 * Gives the choices made for new items to the items that Schoology lists for the first time on this device since then.
 * Lists are eventually consistent: a choice whose item is not there yet stays. Where several items could be meant an
 * opt-out goes to all of them, which sends nothing that was not meant to go; an opt-in waits. What a person has chosen
 * for the item since stays.
 */
export async function bindNewItems(
  deps: Deps,
  section: SectionKey,
  listed: GradedItem[],
): Promise<void> {
  const waiting = await waitingFor(deps.db, section);
  if (waiting.length === 0) return;
  const isMeant = await meaningOf(deps.db, section);
  for (const choice of waiting) {
    const meant = listed.filter((item) => isMeant(choice, item));
    if (meant.length === 0 || (choice.include && meant.length > 1)) continue;
    await bind(deps, choice, meant);
  }
}

/**
 * Of items that a page shows, those that an opt-out made for a new item may be about: as long as Schoology's list has
 * not been read since, it waits.
 */
export async function waitingOptOuts(
  db: Database,
  section: SectionKey,
  shown: { itemId: string; title: string | null }[],
): Promise<Set<string>> {
  const optOuts = (await waitingFor(db, section)).filter(({ include }) => !include);
  if (optOuts.length === 0) return new Set();
  const isMeant = await meaningOf(db, section);
  const waits = shown.filter((item) => optOuts.some((choice) => isMeant(choice, item)));
  return new Set(waits.map(({ itemId }) => itemId));
}

type Named = { itemId: string; title: string | null };

/**
 * Whether a choice made for a new item may be about this one: it has the title, and was neither listed nor chosen for
 * before. It may have been listed since, while Schoology's answer to the form was still awaited.
 */
async function meaningOf(
  db: Database,
  section: SectionKey,
): Promise<(choice: NewItemChoice, item: Named) => boolean> {
  const [stored, flags] = await Promise.all([storedItems(db, section), readFlags(db, section)]);
  return ({ title: wanted, at }, { itemId, title }) =>
    title !== null &&
    sameTitle(title, wanted) &&
    (stored.get(itemId)?.firstSeenAt ?? at) >= at &&
    (flags.get(itemId)?.changedAt ?? at) >= at;
}

/** Schoology leads to a new item's page at once; later the same title may be another item. In milliseconds. */
const landingTime = 60_000;

/** Gives a choice this tab has just made for a new item to the item on whose page the tab has landed. */
export async function bindToLanding(
  deps: Deps,
  tabId: number,
  page: { origin: string; itemId: string; title: string },
): Promise<NewItemChoice | null> {
  const waiting = (await deps.db.getAllFromIndex('newItems', 'tab', tabId)).filter(
    (choice) =>
      choice.origin === page.origin &&
      sameTitle(choice.title, page.title) &&
      deps.clock.now() - choice.at < landingTime,
  );
  const [choice, second] = waiting;
  if (!choice || second) return null;
  await bind(deps, choice, [page]);
  return choice;
}

async function bind(
  deps: Deps,
  { origin, sectionId, id, source, include }: NewItemChoice,
  items: { itemId: string }[],
): Promise<void> {
  const flags = await readFlags(deps.db, { origin, sectionId });
  // A rule may have decided about it meanwhile, and is not a person.
  const choices = items.map(({ itemId }) =>
    flags.get(itemId)?.source === 'rule'
      ? { itemId, include }
      : { itemId, include, unlessSet: true as const },
  );
  await commitChoices(deps, { origin, sectionId, opId: id, source, choices }, async (tx) => {
    await tx.objectStore('newItems').delete(id);
  });
}

const waitingFor = (db: Database, { origin, sectionId }: SectionKey) =>
  db.getAllFromIndex('newItems', 'section', [origin, sectionId]);

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

const sameTitle = (a: string, b: string): boolean => normal(a) === normal(b);
const normal = (title: string): string => title.normalize().replace(/\s+/g, ' ').trim();
