import type { AssignmentIds, Known } from '../sis/powerschool/assignment-ids.ts';
import { type Database, strict } from './database.ts';
import type { AssignmentRecord } from './records.ts';

const isId = (row: AssignmentRecord): row is Extract<AssignmentRecord, Known> =>
  row.kind === 'assigned' || row.kind === 'intent';

/**
 * The assignments of one SIS (its origin) in the database. A write is strictly durable: what a create is about to make
 * must be known after a crash of the whole machine too, or it would be made a second time.
 */
export function createAssignmentIds(db: Database, sis: string): AssignmentIds {
  return {
    async get(lineItemId) {
      const row = await db.get('assignments', [sis, lineItemId]);
      return row && isId(row) ? row : null;
    },
    async set(lineItemId, known) {
      const tx = db.transaction('assignments', 'readwrite', strict);
      if (known) await tx.store.put({ ...known, sis, lineItemId });
      else await tx.store.delete([sis, lineItemId]);
      await tx.done;
    },
    async takenIn(classId) {
      const rows = await db.getAllFromIndex('assignments', 'class', [sis, classId]);
      return new Map(
        rows.flatMap((row) =>
          row.kind === 'assigned' ? [[row.assignmentId, row.lineItemId] as const] : [],
        ),
      );
    },
  };
}
