import type { IDBPObjectStore, StoreNames } from 'idb';
import type { SectionKey } from '../model/item-key.ts';
import { rowsOf, type Schema } from './database.ts';

type Items = IDBPObjectStore<Schema, StoreNames<Schema>[], 'items', 'readwrite'>;

/**
 * Part of a transaction that changes what plans are made of: these items count as not planned until the next reading.
 * The section's summary is dropped by the caller.
 */
export async function forgetPlans(
  tx: { objectStore(name: 'items'): Pick<Items, 'get' | 'getAll' | 'put'> },
  section: SectionKey,
  ids: string[],
): Promise<void> {
  const items = tx.objectStore('items');
  const rows = await rowsOf(items, section, ids);
  await Promise.all(
    ids.map(async (itemId) => {
      const row = rows.get(itemId);
      if (row && row.planned !== null) await items.put({ ...row, planned: null });
    }),
  );
}
