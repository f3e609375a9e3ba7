import type { AssignmentNumbers, KnownNumber } from '../sis/aeries/numbers.ts';
import { type Database, strict } from './database.ts';
import type { AssignmentRecord } from './records.ts';

const isNumber = (row: AssignmentRecord): row is Extract<AssignmentRecord, KnownNumber> =>
  row.kind === 'numbered' || row.kind === 'number-intent';

/**
 * The assignment numbers of one Aeries (its origin) in the database. Strictly durable, as in assignment-ids.ts: what a
 * create is about to take must be known after a crash of the whole machine too.
 */
export function createAssignmentNumbers(db: Database, sis: string): AssignmentNumbers {
  return {
    async get(lineItemId) {
      const row = await db.get('assignments', [sis, lineItemId]);
      return row && isNumber(row) ? row : null;
    },
    async set(lineItemId, known) {
      const tx = db.transaction('assignments', 'readwrite', strict);
      if (known) await tx.store.put({ ...known, sis, lineItemId });
      else await tx.store.delete([sis, lineItemId]);
      await tx.done;
    },
    async takenIn(classId) {
      const rows = await db.getAllFromIndex('assignments', 'class', [sis, classId]);
      return new Map(rows.filter(isNumber).map((row) => [row.number, row.lineItemId]));
    },
  };
}
