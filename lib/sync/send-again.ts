import { type ItemKey, itemKeyText, type SectionKey, sectionKeyText } from '../model/item-key.ts';
import { type Database, relaxed, sectionRange } from '../storage/database.ts';

/**
 * The teacher asks for these items by name. One that somebody deleted in the SIS is made there again, with all its
 * scores: what the SIS had acknowledged is gone with it. Without being asked, nothing that was deleted comes back.
 */
export async function sendAgain(db: Database, items: ItemKey[]): Promise<void> {
  const asked = new Set(items.map(itemKeyText));
  const tx = db.transaction('observed', 'readwrite', relaxed);
  for (const { origin, sectionId } of sectionsOf(items)) {
    for (const row of await tx.store.index('section').getAll([origin, sectionId])) {
      if (row.failure?.code !== 'ITEM_REMOVED_IN_SIS' || !asked.has(itemKeyText(row))) continue;
      await tx.store.put({ ...row, lineItem: null, results: {} });
    }
  }
  await tx.done;
}

/** Equal to no fingerprint. */
const sentButUnknown = '';

/**
 * The teacher wants these items sent whole, whatever the SIS has acknowledged: the next plan finds that everything
 * differs. That the SIS holds a score from us stays known, or one that is cleared in Schoology would be forgotten
 * there. An opted-out item is left as it is.
 */
export async function forgetAcknowledged(
  db: Database,
  items: ItemKey[],
  defaultInclude: boolean,
): Promise<void> {
  const asked = new Set(items.map(itemKeyText));
  const tx = db.transaction(['flags', 'observed'], 'readwrite', relaxed);
  const observed = tx.objectStore('observed');
  for (const section of sectionsOf(items)) {
    const flags = await tx.objectStore('flags').getAll(sectionRange(section));
    const include = new Map(flags.map((flag) => [flag.itemId, flag.include]));
    const rows = await observed.index('section').getAll([section.origin, section.sectionId]);
    for (const row of rows) {
      if (!asked.has(itemKeyText(row)) || !(include.get(row.itemId) ?? defaultInclude)) continue;
      const students = Object.keys(row.results);
      const results = Object.fromEntries(students.map((id) => [id, sentButUnknown]));
      await observed.put({ ...row, lineItem: sentButUnknown, results });
    }
  }
  await tx.done;
}

const sectionsOf = (items: ItemKey[]): SectionKey[] => [
  ...new Map(items.map((item) => [sectionKeyText(item), item])).values(),
];
