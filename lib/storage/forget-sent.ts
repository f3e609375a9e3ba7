import type { SectionKey } from '../model/item-key.ts';
import { type Database, strict } from './database.ts';

/**
 * Forgets what the SIS acknowledged of a line item, and which of its assignments it was: somebody has removed it
 * there. Sent again it is sent whole, and made anew.
 */
export async function forgetSent(
  db: Database,
  { origin, sectionId }: SectionKey,
  lineItemId: string,
): Promise<void> {
  const stores = ['observed', 'resultHashes', 'summaries', 'assignments'] as const;
  const tx = db.transaction(stores, 'readwrite', strict);
  await tx.objectStore('observed').delete(lineItemId);
  await tx.objectStore('resultHashes').delete(lineItemId);
  await tx.objectStore('summaries').delete([origin, sectionId]);
  const assignments = tx.objectStore('assignments');
  for (const key of await assignments.getAllKeys()) {
    if (key[1] === lineItemId) await assignments.delete(key);
  }
  await tx.done;
}
