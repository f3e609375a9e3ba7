import type { SectionKey } from '../model/item-key.ts';
import type { Database } from './database.ts';
import type { Observed, ObservedItem, ResultHashes } from './records.ts';

/** What this file needs of a transaction over `observed` and `resultHashes`. */
type SectionIndex<T> = { getAll(key: [string, string]): Promise<T[]> };
type Writable<T> = { put(row: T): Promise<unknown> };

/** What the panel shows of a section's acknowledgements, by line item sourcedId. Reads no hashes. */
export async function observedItems(
  db: Database,
  { origin, sectionId }: SectionKey,
): Promise<Map<string, ObservedItem>> {
  const rows = await db.getAllFromIndex('observed', 'section', [origin, sectionId]);
  return new Map(rows.map((row) => [row.lineItemId, row]));
}

/** What the SIS acknowledged for a section, hashes included, by line item sourcedId. */
export async function readObserved(
  items: SectionIndex<ObservedItem>,
  hashes: SectionIndex<ResultHashes>,
  { origin, sectionId }: SectionKey,
): Promise<Map<string, Observed>> {
  const [heads, all] = await Promise.all([
    items.getAll([origin, sectionId]),
    hashes.getAll([origin, sectionId]),
  ]);
  const scores = new Map(all.map((row) => [row.lineItemId, row]));
  return new Map(
    heads.map(({ scoresSent: _, ...head }) => [
      head.lineItemId,
      { results: {}, ...scores.get(head.lineItemId), ...head },
    ]),
  );
}

/** Writes both rows; to be called in one transaction, so that they are of one moment. */
export async function putObserved(
  items: Writable<ObservedItem>,
  hashes: Writable<ResultHashes>,
  { results, refused, shows, changed, ...head }: Observed,
): Promise<void> {
  const { lineItemId, origin, sectionId } = head;
  await Promise.all([
    hashes.put({
      ...{ lineItemId, origin, sectionId, results },
      ...(refused && { refused }),
      ...(shows && { shows }),
      ...(changed && { changed }),
    }),
    items.put({ ...head, scoresSent: Object.keys(results).length }),
  ]);
}
