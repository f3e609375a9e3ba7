import { type ItemKey, itemKeyText } from '../model/item-key.ts';
import { type Database, relaxed } from '../storage/database.ts';

/**
 * The teacher asks for these items by name. One that somebody deleted in the SIS is made there again, with all its
 * scores: what the SIS had acknowledged is gone with it. Without being asked, nothing that was deleted comes back.
 */
export async function sendAgain(db: Database, items: ItemKey[]): Promise<void> {
  const asked = new Set(items.map(itemKeyText));
  const sections = new Map(items.map((item) => [`${item.origin} ${item.sectionId}`, item]));
  const tx = db.transaction('observed', 'readwrite', relaxed);
  for (const { origin, sectionId } of sections.values()) {
    for (const row of await tx.store.index('section').getAll([origin, sectionId])) {
      if (row.failure?.code !== 'ITEM_REMOVED_IN_SIS' || !asked.has(itemKeyText(row))) continue;
      await tx.store.put({ ...row, lineItem: null, results: {} });
    }
  }
  await tx.done;
}
