import type { IDBPObjectStore, StoreNames } from 'idb';
import type { SectionKey } from '../model/item-key.ts';
import { rowsOf, type Schema, unawaited } from './database.ts';
import type { StoredItem } from './records.ts';

type Items = IDBPObjectStore<Schema, StoreNames<Schema>[], 'items', 'readwrite'>;

/**
 * Part of a transaction that changes what plans are made of: these items count as not planned until the next reading.
 * The section's summary is dropped by the caller. Answers the rows of those items that there are, as they are now.
 */
export async function forgetPlans(
  tx: { objectStore(name: 'items'): Pick<Items, 'get' | 'getAll' | 'put'> },
  section: SectionKey,
  ids: string[],
): Promise<StoredItem[]> {
  const items = tx.objectStore('items');
  const rows = await rowsOf(items, section, ids);
  return ids
    .flatMap((itemId) => rows.get(itemId) ?? [])
    .map((row) => {
      const forgotten = { ...row, planned: null };
      if (row.planned !== null) unawaited(items.put(forgotten));
      return forgotten;
    });
}
