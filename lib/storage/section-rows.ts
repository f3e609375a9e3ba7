import type { SectionKey } from '../model/item-key.ts';
import { type Database, sectionRange } from './database.ts';
import type { StoredItem } from './records.ts';

/** The items of a section by item id, in Schoology's numbering. */
export async function storedItems(
  db: Database,
  section: SectionKey,
): Promise<Map<string, StoredItem>> {
  const rows = await db.getAll('items', sectionRange(section));
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** Which items of a section are known. */
export async function storedItemIds(db: Database, section: SectionKey): Promise<Set<string>> {
  const keys = await db.getAllKeys('items', sectionRange(section));
  return new Set(keys.map(([, , itemId]) => itemId));
}
