import type { SectionSnapshot } from '../model/graded-item.ts';
import { sectionKeyOf, sectionKeyText } from '../model/item-key.ts';
import type { ItemRow } from '../model/panel-view.ts';
import { readConnection } from '../settings/connection.ts';
import type { ChoiceTransaction } from '../storage/choice-transaction.ts';
import { commitFlags, type SectionFlags } from '../storage/flag-store.ts';
import { forgetPlans } from '../storage/forget-plans.ts';
import type { StoredItem } from '../storage/records.ts';
import { planSection } from '../sync/plan/plan-section.ts';
import type { App } from './app.ts';
import { exclude } from './choices.ts';
import { buildRows, readSurroundings, type Surroundings, sectionRows } from './item-rows.ts';

/**
 * Saves what the teacher has chosen and answers the rows of those items. From now on nothing of an opted-out item
 * leaves in this run, even where the choice cannot be saved. The plans of the items are forgotten in the same
 * transaction, and what the rows show is read in it too: the teacher waits for that one and for no other, and the rows
 * are made while the disk is at work. Where the section was read in this life of the worker it is planned anew: before
 * the answer, where an opt-in's row says what would be sent, and soon after it, where all of them are opt-outs, which
 * look the same by any plan. The caller tells the views once it has made its answer, which then does not wait for their
 * questions.
 */
export async function saveChoices(
  app: App,
  opId: string,
  sections: SectionFlags[],
): Promise<ItemRow[]> {
  for (const section of sections) excludeWhere(app, section, (flag) => flag?.include === false);
  const found = new Map<SectionFlags, Promise<ItemRow[]>>();
  await commitFlags(app, opId, sections, async (tx) => {
    const reading = sections.map(async (section) => {
      const stored = await forgetAndRead(tx, section);
      const rows = chosenRows(app, section, stored);
      rows.catch(() => undefined); // where the transaction fails, that is what the teacher is told
      found.set(section, rows);
    });
    await Promise.all(reading);
  });
  const { defaultInclude } = await readConnection(app.ports); // a run may have begun by another policy meanwhile
  if (!defaultInclude) {
    for (const section of sections) excludeWhere(app, section, (flag) => flag === null);
  }
  const rows = sections.map(
    (section) => (optsOut(section) ? null : planned(app, section)) ?? found.get(section) ?? [],
  );
  for (const section of sections.filter(optsOut)) app.planSoon(sectionKeyOf(section));
  return (await Promise.all(rows)).flat();
}

const optsOut = ({ flags }: SectionFlags): boolean =>
  flags.every(({ flag }) => flag?.include === false);

type Found = { items: StoredItem[]; around: Surroundings };

/** Resolves when nothing more is to be asked of the transaction. */
async function forgetAndRead(tx: ChoiceTransaction, section: SectionFlags): Promise<Found> {
  const ids = itemIds(section);
  const [items, around] = await Promise.all([
    forgetPlans(tx, section, ids),
    readSurroundings(tx, section, ids),
  ]);
  return { items, around };
}

const itemIds = ({ flags }: SectionFlags): string[] => flags.map(({ itemId }) => itemId);

/** The rows as they are once these flags are written. */
function chosenRows(
  app: App,
  { flags }: SectionFlags,
  { items, around }: Found,
): Promise<ItemRow[]> {
  const chosen = new Map(flags.flatMap(({ itemId, flag }) => (flag ? [[itemId, flag]] : [])));
  return buildRows(app, items, chosen, around);
}

/** The rows by a new plan; null where the section was not read in this life of the worker. */
function planned(app: App, section: SectionFlags): Promise<ItemRow[]> | null {
  const snapshot = app.snapshots.get(sectionKeyText(section));
  return snapshot ? planAnew(app, section, snapshot) : null;
}

async function planAnew(
  app: App,
  section: SectionFlags,
  snapshot: SectionSnapshot,
): Promise<ItemRow[]> {
  await planSection(app.workspace, snapshot, null);
  const ids = new Set(itemIds(section));
  return (await sectionRows(app, sectionKeyOf(section))).filter(({ key }) => ids.has(key.itemId));
}

/** Excludes the items of this section whose new flag is meant. */
function excludeWhere(
  app: App,
  { flags, ...section }: SectionFlags,
  isMeant: (flag: SectionFlags['flags'][number]['flag']) => boolean,
): void {
  const meant = flags.filter(({ flag }) => isMeant(flag));
  exclude(
    app,
    section,
    meant.map(({ itemId }) => ({ itemId, include: false })),
  );
}
