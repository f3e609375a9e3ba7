import type { ItemKey } from '../../model/item-key.ts';
import { type Database, strict } from '../../storage/database.ts';
import type { DecisionRecord, ResultHashes } from '../../storage/records.ts';
import type { Fingerprint } from '../plan/fingerprint.ts';

export type Decision = {
  key: ItemKey;
  choice: 'keep' | 'send';
  /** SIS id of the one student it is about; null = everything of the item that was changed in the SIS. */
  studentId: string | null;
};

type Deps = { db: Database; clock: { now(): number }; fingerprint: Fingerprint };

/**
 * Writes down what the teacher chose about values that somebody changed in the SIS. It is about the values that were
 * shown: one that has changed again since is asked about anew.
 */
export async function decide(
  { db, clock, fingerprint }: Deps,
  { key, choice, studentId }: Decision,
): Promise<void> {
  const { origin, sectionId, itemId } = key;
  const tx = db.transaction(['observed', 'resultHashes', 'decisions'], 'readwrite', strict);
  const rows = await tx.objectStore('observed').index('section').getAll([origin, sectionId]);
  for (const { lineItemId } of rows.filter((row) => row.itemId === itemId)) {
    const hashes = await tx.objectStore('resultHashes').get(lineItemId);
    for (const [student, value] of changedValues(hashes, fingerprint)) {
      if (studentId !== null && student !== studentId) continue;
      const decision: DecisionRecord = {
        ...{ origin, sectionId, itemId, lineItemId, value, choice },
        studentId: student,
        at: clock.now(),
      };
      await tx.objectStore('decisions').put(decision);
    }
  }
  await tx.done;
}

/** By student, the line item's own under ''. */
function changedValues(
  hashes: ResultHashes | undefined,
  fingerprint: Fingerprint,
): [string, string][] {
  const changed = hashes?.changed;
  if (!changed) return [];
  const scores = Object.entries(changed.scores);
  return changed.item ? [['', fingerprint(changed.item)], ...scores] : scores;
}
