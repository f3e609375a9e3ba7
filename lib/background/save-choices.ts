import { sectionKeyOf, sectionKeyText } from '../model/item-key.ts';
import type { ItemRow } from '../model/panel-view.ts';
import { readConnection } from '../settings/connection.ts';
import type { ChoiceTransaction, OpenSection } from '../storage/choice-transaction.ts';
import { commitFlags, type SectionFlags } from '../storage/flag-store.ts';
import { forgetPlans } from '../storage/forget-plans.ts';
import type { FlagRecord, StoredItem } from '../storage/records.ts';
import { planSection } from '../sync/plan/plan-section.ts';
import type { App } from './app.ts';
import { exclude } from './choices.ts';
import { buildRows, readSurroundings, type Surroundings, sectionRows } from './item-rows.ts';

/**
 * Saves what the teacher has chosen and answers the rows of those items. From now on nothing of an opted-out item
 * leaves in this run, even where the choice cannot be saved. The plans of the items are forgotten in the same
 * transaction; where the section was read in this life of the worker it is planned anew, else what the rows show is
 * read in that transaction too: the teacher waits for that one and for no other. The caller tells the views once it
 * has made its answer, which then does not wait for their questions.
 */
export async function saveChoices(
  app: App,
  opId: string,
  sections: SectionFlags[],
): Promise<ItemRow[]> {
  for (const section of sections) excludeWhere(app, section, (flag) => flag?.include === false);
  const found = new Map<SectionFlags, Found>();
  const [{ defaultInclude }] = await Promise.all([
    readConnection(app.ports),
    commitFlags(app, opId, sections, async (tx, open) => {
      await Promise.all(
        sections.map(async (section) => found.set(section, await forgetAndRead(tx, open, section))),
      );
    }),
  ]);
  if (!defaultInclude) {
    for (const section of sections) excludeWhere(app, section, (flag) => flag === null);
  }
  const rows = [...found].map(([section, stored]) => rowsAfter(app, section, stored));
  return (await Promise.all(rows)).flat();
}

type Found = {
  items: StoredItem[];
  flags: ReadonlyMap<string, FlagRecord>;
  around: Surroundings;
};

async function forgetAndRead(
  tx: ChoiceTransaction,
  open: OpenSection,
  section: SectionFlags,
): Promise<Found> {
  const ids = itemIds(section);
  const [items, { rows: flags }, around] = await Promise.all([
    forgetPlans(tx, section, ids),
    open(section),
    readSurroundings(tx, section, ids),
  ]);
  return { items, flags, around };
}

const itemIds = ({ flags }: SectionFlags): string[] => flags.map(({ itemId }) => itemId);

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

async function rowsAfter(
  app: App,
  section: SectionFlags,
  { items, flags, around }: Found,
): Promise<ItemRow[]> {
  const snapshot = app.snapshots.get(sectionKeyText(section));
  if (!snapshot) return buildRows(app, items, flags, around);
  await planSection(app.workspace, snapshot, null);
  const ids = new Set(itemIds(section));
  return (await sectionRows(app, sectionKeyOf(section))).filter(({ key }) => ids.has(key.itemId));
}
