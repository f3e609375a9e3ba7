import { itemKeyText } from '../model/item-key.ts';
import { type Database, relaxed } from '../storage/database.ts';
import type { RunRecord } from '../storage/records.ts';
import type { ReadyItem } from './plan.ts';

/** Takes a finished item off the run's list and off what the panel shows as still to send. */
export async function finishItem(
  db: Database,
  run: RunRecord,
  ready: ReadyItem,
  failed: boolean,
): Promise<void> {
  const { item } = ready;
  const key = itemKeyText(item);
  run.todo = (run.todo ?? []).filter((other) => other !== key);
  run.done++;
  if (failed) run.failed++;
  const tx = db.transaction(['items', 'runs'], 'readwrite', relaxed);
  const stored = await tx.objectStore('items').get([item.origin, item.sectionId, item.itemId]);
  if (stored?.planned && !failed) {
    await tx.objectStore('items').put({ ...stored, planned: { ...stored.planned, changes: 0 } });
  }
  await tx.objectStore('runs').put(run);
  await tx.done;
}
