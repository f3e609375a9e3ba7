import { type Database, relaxed } from '../storage/database.ts';
import { isUnfinished } from './run-store.ts';

/** So often in a row a run is left to its next wake; then it ends, and the next click is the teacher's. */
const patience = 3;

/**
 * An error of the database, as against one of planning or of the SIS: what the browser throws when it closes the
 * connection under a worker that is going, when the disk is full or when its files are damaged.
 */
export const isStoreError = (error: unknown): boolean => error instanceof DOMException;

/**
 * Leaves a run that the database has failed as it is on disk, so that the next wake goes on with it, and counts that.
 * What is in memory is not written: it may be ahead of acknowledgements that were not kept. False once it has failed
 * three times in a row, or when the run has ended. Rejects when nothing can be written: then nothing has changed, and
 * the run is as unfinished.
 */
export async function staysUnfinished(db: Database, id: string): Promise<boolean> {
  const tx = db.transaction('runs', 'readwrite', relaxed);
  const run = (await tx.store.get(id)) ?? null;
  const failures = (run?.storeFailures ?? 0) + 1;
  const goesOn = isUnfinished(run) && failures < patience;
  if (goesOn) await tx.store.put({ ...run, storeFailures: failures });
  await tx.done;
  return goesOn;
}
