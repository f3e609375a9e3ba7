import type { Clock } from '../model/clock.ts';
import type { GradedItem } from '../model/graded-item.ts';
import type { SectionKey } from '../model/item-key.ts';
import { sameTitle } from '../model/same-title.ts';
import { type Database, strict } from './database.ts';
import { commitChoices, readFlags } from './flag-store.ts';
import type { Mirror } from './mirror.ts';
import type { NewItemChoice, StagedChoices } from './records.ts';
import { storedItems } from './section-rows.ts';

// Choices made for items that Schoology had no id for yet: they wait, by title, until their item is listed.

type Deps = { db: Database; mirror: Mirror; clock: Clock };

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
  const waiting = (await waitingFor(deps.db, section)).filter(({ lapsed }) => !lapsed);
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
  const optOuts = (await waitingFor(db, section)).filter(
    ({ include, lapsed }) => !include && !lapsed,
  );
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

/** How long a choice at least waits for its item, in milliseconds. Schoology lists a new item within minutes. */
const leastWait = 24 * 60 * 60_000;

/**
 * After a reading, which has listed `unseen` for the first time: an opt-out that has waited long enough for an item of
 * its title lapses. A later item may have that title by chance, or be the one after all: it waits for the teacher, who
 * decides, and the opt-out ends.
 */
export async function endOldChoices(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { origin, sectionId }: SectionKey,
  unseen: GradedItem[],
): Promise<void> {
  const { store, done } = db.transaction('newItems', 'readwrite', strict);
  for (const choice of await store.index('section').getAll([origin, sectionId])) {
    const isHandedOver =
      choice.lapsed && unseen.some(({ title }) => sameTitle(title, choice.title));
    const isOver = !choice.lapsed && isOld(choice, clock.now());
    if (isHandedOver || (isOver && choice.include)) await store.delete(choice.id);
    else if (isOver) await store.put({ ...choice, lapsed: true });
  }
  await done;
}

const isOld = ({ at }: { at: number }, now: number): boolean => now - at > leastWait;

/**
 * Whether an item that is listed for the first time may be the one that an opt-out was made for: any may while one
 * waits, since the item may have been renamed meanwhile; of one that has lapsed, those of its title. A form whose fate
 * stays unknown (its tab was closed) holds up those of its title, which is not asked here (`unconfirmedItems`).
 */
export function mayBeOptedOut(
  staged: StagedChoices[],
  waiting: NewItemChoice[],
  now: number,
): (item: { title: string }) => boolean {
  const optOuts = waiting.filter(({ include }) => !include);
  const forms = staged.filter((form) => !isOld(form, now));
  const isAwaited =
    optOuts.some(({ lapsed }) => !lapsed) ||
    forms.some(({ choices }) => choices.some(({ itemId, include }) => !itemId && !include));
  return ({ title }) => isAwaited || optOuts.some((choice) => sameTitle(title, choice.title));
}

/** The same by what is stored now. Asked after a reading: what is submitted later is not in it. */
export async function optOutsAwaited(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { origin, sectionId }: SectionKey,
): Promise<ReturnType<typeof mayBeOptedOut>> {
  const tx = db.transaction(['staged', 'newItems']);
  const range: [string, string] = [origin, sectionId];
  const [staged, waiting] = await Promise.all([
    tx.objectStore('staged').index('section').getAll(range),
    tx.objectStore('newItems').index('section').getAll(range),
  ]);
  return mayBeOptedOut(staged, waiting, clock.now());
}

const waitingFor = (db: Database, { origin, sectionId }: SectionKey) =>
  db.getAllFromIndex('newItems', 'section', [origin, sectionId]);
