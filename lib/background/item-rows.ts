import { type ItemKey, itemKeyText, type SectionKey } from '../model/item-key.ts';
import type { ItemRow } from '../model/panel-view.ts';
import { readConnection } from '../settings/connection.ts';
import { lineItemId } from '../sis/ids.ts';
import { oneByOneUpTo, sectionRange } from '../storage/database.ts';
import type {
  FlagRecord,
  LinkRecord,
  ObservedItem,
  StoredItem,
  StoredSection,
} from '../storage/records.ts';
import { buildRow, seenIn } from '../sync/show/rows.ts';
import type { App } from './app.ts';
import { readDetails } from './failure-details.ts';

const rowStores = ['sections', 'links', 'items', 'flags', 'observed'] as const;

/** What is asked of a transaction over these stores, whatever else it is over. */
type Gets<Key, Row> = { get(key: Key): Promise<Row | undefined> };
type Reading = {
  objectStore(name: 'sections'): Gets<[string, string], StoredSection>;
  objectStore(name: 'links'): Gets<[string, string], LinkRecord>;
  objectStore(name: 'observed'): Gets<string, ObservedItem> & {
    index(name: 'section'): { getAll(range: IDBKeyRange): Promise<ObservedItem[]> };
  };
};

/** What rows of a section show besides the items and the choices for them. */
export type Surroundings = {
  categories: ReadonlyMap<string, string>;
  periods: ReadonlyMap<string, string>;
  link: LinkRecord | null;
  /** By line item sourcedId; of the items asked for at least. Asked for, and there before the transaction ends. */
  observed: Promise<ReadonlyMap<string, ObservedItem>>;
};

/**
 * Part of a transaction: what the rows of these items need; null = of all items. Resolves when nothing more is to be
 * asked.
 */
export async function readSurroundings(
  tx: Reading,
  section: SectionKey,
  ids: string[] | null,
): Promise<Surroundings> {
  const key: [string, string] = [section.origin, section.sectionId];
  const all = (): Promise<ObservedItem[]> =>
    tx.objectStore('observed').index('section').getAll(IDBKeyRange.only(key));
  const areFew = ids !== null && ids.length <= oneByOneUpTo;
  const [stored, link, early] = await Promise.all([
    tx.objectStore('sections').get(key),
    tx.objectStore('links').get(key),
    areFew ? null : all(),
  ]);
  // Where no class is linked, what was sent to any class counts, and the section has to be searched for it.
  const rows = early ?? (link?.classId ? ofClass(tx, section, ids, link.classId) : all());
  const observed = byLineItem(rows);
  observed.catch(() => undefined); // where it fails the transaction does, which whoever asked is told
  return {
    categories: new Map(stored?.categories.map(({ id, title }) => [id, title])),
    periods: new Map(stored?.periods?.map(({ id, title }) => [id, title])),
    link: link ?? null,
    observed,
  };
}

const byLineItem = async (rows: ObservedItem[] | Promise<ObservedItem[]>) =>
  new Map((await rows).map((row) => [row.lineItemId, row]));

async function ofClass(
  tx: Reading,
  section: SectionKey,
  ids: string[] | null,
  classId: string,
): Promise<ObservedItem[]> {
  const observed = tx.objectStore('observed');
  const rows = await Promise.all(
    (ids ?? []).map((itemId) => observed.get(lineItemId({ ...section, itemId }, classId))),
  );
  return rows.flatMap((row) => row ?? []);
}

/** All rows of a section, from what is stored. */
export async function sectionRows(app: App, section: SectionKey): Promise<ItemRow[]> {
  const tx = app.db.transaction(rowStores);
  const [items, flags, around] = await Promise.all([
    tx.objectStore('items').getAll(sectionRange(section)),
    tx.objectStore('flags').getAll(sectionRange(section)),
    readSurroundings(tx, section, null),
  ]);
  return buildRows(app, items, new Map(flags.map((flag) => [flag.itemId, flag])), around);
}

/** The row of one item; null when the item is not known. Reads that item's records and no others. */
export async function itemRow(
  app: App,
  { origin, sectionId, itemId }: ItemKey,
): Promise<ItemRow | null> {
  const tx = app.db.transaction(rowStores);
  const [item, flag, around] = await Promise.all([
    tx.objectStore('items').get([origin, sectionId, itemId]),
    tx.objectStore('flags').get([origin, sectionId, itemId]),
    readSurroundings(tx, { origin, sectionId }, [itemId]),
  ]);
  if (!item) return null;
  const [row] = await buildRows(app, [item], new Map(flag ? [[itemId, flag]] : []), around);
  return row ?? null;
}

/** The rows of these items of one section. */
export async function buildRows(
  { ports, runner }: App,
  items: StoredItem[],
  flags: ReadonlyMap<string, Pick<FlagRecord, 'include' | 'source'>>,
  { categories, periods, link, observed }: Surroundings,
): Promise<ItemRow[]> {
  const [{ defaultInclude }, details, sent] = await Promise.all([
    readConnection(ports),
    readDetails(ports.session, items.map(itemKeyText)),
    observed,
  ]);
  const seen = seenIn(link, sent);
  const todo = runner.todo();
  return items.map((item) =>
    buildRow({
      item,
      flag: flags.get(item.itemId),
      defaultInclude,
      seen: seen(item),
      categoryTitle: item.categoryId === null ? null : (categories.get(item.categoryId) ?? null),
      periodTitle: item.periodId === null ? null : (periods.get(item.periodId) ?? null),
      todo,
      detail: details.get(itemKeyText(item)) ?? null,
    }),
  );
}
