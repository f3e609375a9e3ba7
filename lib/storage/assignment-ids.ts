import type { AssignmentNumbers, KnownNumber } from '../sis/aeries/numbers.ts';
import type { AssignmentIds, Known } from '../sis/powerschool/assignment-ids.ts';
import { type Database, strict } from './database.ts';
import type { AssignmentRecord } from './records.ts';

const isId = (row: AssignmentRecord): row is Extract<AssignmentRecord, Known> =>
  row.kind === 'assigned' || row.kind === 'intent';

const isNumber = (row: AssignmentRecord): row is Extract<AssignmentRecord, KnownNumber> =>
  row.kind === 'numbered' || row.kind === 'number-intent';

/**
 * The assignments of one SIS (its origin) in the database. A write is strictly durable: what a create is about to make
 * or to take must be known after a crash of the whole machine too, or it would be made a second time.
 */
const rowsOf = <T extends Known | KnownNumber>(
  db: Database,
  sis: string,
  isOurs: (row: AssignmentRecord) => row is Extract<AssignmentRecord, T>,
) => ({
  async get(lineItemId: string): Promise<Extract<AssignmentRecord, T> | null> {
    const row = await db.get('assignments', [sis, lineItemId]);
    return row && isOurs(row) ? row : null;
  },
  async set(lineItemId: string, known: T | null): Promise<void> {
    const tx = db.transaction('assignments', 'readwrite', strict);
    if (known) await tx.store.put({ ...known, sis, lineItemId });
    else await tx.store.delete([sis, lineItemId]);
    await tx.done;
  },
  async inClass(classId: string): Promise<Extract<AssignmentRecord, T>[]> {
    const rows = await db.getAllFromIndex('assignments', 'class', [sis, classId]);
    return rows.filter(isOurs);
  },
});

/** The ids that PowerSchool gave. */
export function createAssignmentIds(db: Database, sis: string): AssignmentIds {
  const { get, set, inClass } = rowsOf<Known>(db, sis, isId);
  return {
    get,
    set,
    async takenIn(classId) {
      const rows = await inClass(classId);
      return new Map(
        rows.flatMap((row) =>
          row.kind === 'assigned' ? [[row.assignmentId, row.lineItemId] as const] : [],
        ),
      );
    },
  };
}

/** The numbers that we chose in Aeries. */
export function createAssignmentNumbers(db: Database, sis: string): AssignmentNumbers {
  const { get, set, inClass } = rowsOf<KnownNumber>(db, sis, isNumber);
  return {
    get,
    set,
    takenIn: async (classId) =>
      new Map((await inClass(classId)).map((row) => [row.number, row.lineItemId])),
  };
}
