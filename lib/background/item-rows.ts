import { type ItemKey, itemKeyText, type SectionKey } from '../model/item-key.ts';
import type { ItemRow } from '../model/panel-view.ts';
import { readConnection } from '../settings/connection.ts';
import { lineItemId } from '../sis/ids.ts';
import { readFlags } from '../storage/flag-store.ts';
import { observedItems } from '../storage/observed-rows.ts';
import type { FlagRecord, LinkRecord, ObservedItem, StoredItem } from '../storage/records.ts';
import { storedItems } from '../storage/section-rows.ts';
import { buildRow } from '../sync/show/rows.ts';
import type { App } from './app.ts';
import { readDetails } from './failure-details.ts';

/** What is stored of some items of one section. */
type Stored = {
  items: StoredItem[];
  flags: ReadonlyMap<string, FlagRecord>;
  observed: ReadonlyMap<string, ObservedItem>;
};

/** All rows of a section, from what is stored. */
export async function sectionRows(app: App, section: SectionKey): Promise<ItemRow[]> {
  const [items, flags, observed] = await Promise.all([
    storedItems(app.db, section),
    readFlags(app.db, section),
    observedItems(app.db, section),
  ]);
  return buildRows(app, section, { items: [...items.values()], flags, observed });
}

/** The row of one item; null when the item is not known. Reads that item's records and no others. */
export async function itemRow(app: App, key: ItemKey): Promise<ItemRow | null> {
  const id: [string, string, string] = [key.origin, key.sectionId, key.itemId];
  const [item, flag, link] = await Promise.all([
    app.db.get('items', id),
    app.db.get('flags', id),
    app.db.get('links', [key.origin, key.sectionId]),
  ]);
  if (!item) return null;
  const [row] = await buildRows(app, key, {
    items: [item],
    flags: new Map(flag ? [[key.itemId, flag]] : []),
    observed: await observedOf(app, key, link),
  });
  return row ?? null;
}

/** Where no class is linked, what was sent to any class counts, and the section has to be searched for it. */
async function observedOf({ db }: App, key: ItemKey, link: LinkRecord | undefined) {
  if (!link?.classId) return observedItems(db, key);
  const row = await db.get('observed', lineItemId(key, link.classId));
  return new Map(row ? [[row.lineItemId, row]] : []);
}

async function buildRows(
  app: App,
  section: SectionKey,
  { items, flags, observed }: Stored,
): Promise<ItemRow[]> {
  const key: [string, string] = [section.origin, section.sectionId];
  const [{ defaultInclude }, stored, link, details] = await Promise.all([
    readConnection(app.ports),
    app.db.get('sections', key),
    app.db.get('links', key),
    readDetails(app.ports.session, items.map(itemKeyText)),
  ]);
  const todo = app.runner.todo();
  const categories = new Map(stored?.categories.map(({ id, title }) => [id, title]));
  const periods = new Map(stored?.periods?.map(({ id, title }) => [id, title]));
  return items.map((item) =>
    buildRow({
      item,
      flag: flags.get(item.itemId),
      defaultInclude,
      link: link ?? null,
      observed,
      categoryTitle: item.categoryId === null ? null : (categories.get(item.categoryId) ?? null),
      periodTitle: item.periodId === null ? null : (periods.get(item.periodId) ?? null),
      todo,
      detail: details.get(itemKeyText(item)) ?? null,
    }),
  );
}
