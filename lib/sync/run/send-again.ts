import {
  type ItemKey,
  itemKeyText,
  type SectionKey,
  sectionKeyText,
} from '../../model/item-key.ts';
import { type Database, relaxed, sectionRange } from '../../storage/database.ts';
import { putObserved, readObserved } from '../../storage/observed-rows.ts';
import type { Observed } from '../../storage/records.ts';
import { sentButUnknown } from '../plan/fingerprint.ts';

/**
 * The teacher asks for these items by name. One that somebody deleted in the SIS is made there again, with all its
 * scores: what the SIS had acknowledged is gone with it. Without being asked, nothing that was deleted comes back.
 */
export async function sendAgain(db: Database, items: ItemKey[]): Promise<void> {
  const asked = new Set(items.map(itemKeyText));
  const tx = db.transaction(['observed', 'resultHashes', 'summaries'], 'readwrite', relaxed);
  const [observed, hashes] = [tx.objectStore('observed'), tx.objectStore('resultHashes')];
  for (const { origin, sectionId } of sectionsOf(items)) {
    for (const row of await observed.index('section').getAll([origin, sectionId])) {
      if (row.failure?.code !== 'ITEM_REMOVED_IN_SIS' || !asked.has(itemKeyText(row))) continue;
      const { scoresSent: _, ...head } = row;
      await putObserved(observed, hashes, forgotten({ ...head, results: {} }));
    }
    await tx.objectStore('summaries').delete([origin, sectionId]);
  }
  await tx.done;
}

/** The row as if nothing of the item had ever been in the SIS; when it last was stays told. */
const forgotten = ({
  shows,
  changed,
  differs,
  listed,
  gone,
  unsure,
  ...row
}: Observed): Observed => ({
  ...row,
  lineItem: null,
  results: {},
});

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
  const tx = db.transaction(
    ['flags', 'observed', 'resultHashes', 'summaries'],
    'readwrite',
    relaxed,
  );
  const [observed, hashes] = [tx.objectStore('observed'), tx.objectStore('resultHashes')];
  for (const section of sectionsOf(items)) {
    const flags = await tx.objectStore('flags').getAll(sectionRange(section));
    const include = new Map(flags.map((flag) => [flag.itemId, flag.include]));
    const rows = await readObserved(observed.index('section'), hashes.index('section'), section);
    for (const row of rows.values()) {
      if (!asked.has(itemKeyText(row)) || !(include.get(row.itemId) ?? defaultInclude)) continue;
      const students = Object.keys(row.results);
      const results = Object.fromEntries(students.map((id) => [id, sentButUnknown]));
      await putObserved(observed, hashes, { ...row, lineItem: sentButUnknown, results });
    }
    await tx.objectStore('summaries').delete([section.origin, section.sectionId]);
  }
  await tx.done;
}

const sectionsOf = (items: ItemKey[]): SectionKey[] => [
  ...new Map(items.map((item) => [sectionKeyText(item), item])).values(),
];
