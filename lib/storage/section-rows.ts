import type { SectionKey } from '../model/item-key.ts';
import { type Database, sectionRange } from './database.ts';
import type { Observed, StoredItem } from './records.ts';

/** The items of a section by item id, in Schoology's numbering. */
export async function storedItems(
  db: Database,
  section: SectionKey,
): Promise<Map<string, StoredItem>> {
  const rows = await db.getAll('items', sectionRange(section));
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** What the SIS acknowledged for a section, by line item sourcedId. */
export async function readObserved(
  db: Database,
  { origin, sectionId }: SectionKey,
): Promise<Map<string, Observed>> {
  const rows = await db.getAllFromIndex('observed', 'section', [origin, sectionId]);
  return new Map(rows.map((row) => [row.lineItemId, row]));
}
