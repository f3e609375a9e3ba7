import { type Database, relaxed } from '../../storage/database.ts';
import { isUnfinished } from './run-store.ts';

/**
 * So long (ms) a run that the database fails at every wake is left to the next one; then it ends, and the next click is
 * the teacher's. By time and not by number: under a worker that is killed again and again every life may fail.
 */
const patience = 5 * 60_000;

/**
 * An error of the database, as against one of planning or of the SIS: what the browser throws when it closes the
 * connection under a worker that is going, when the disk is full or when its files are damaged.
 */
export const isStoreError = (error: unknown): boolean => error instanceof DOMException;

/**
 * Leaves a run that the database has failed as it is on disk, so that the next wake goes on with it, and notes since
 * when that is so. What is in memory is not written: it may be ahead of acknowledgements that were not kept. False once
 * nothing has got done for five minutes, or when the run has ended. Rejects when nothing can be written: then nothing
 * has changed, and the run is as unfinished.
 */
export async function staysUnfinished(db: Database, id: string, now: number): Promise<boolean> {
  const tx = db.transaction('runs', 'readwrite', relaxed);
  const run = (await tx.store.get(id)) ?? null;
  const since = Math.min(run?.storeFailingSince ?? now, now); // a clock may have been set back
  const goesOn = isUnfinished(run) && now - since < patience;
  if (goesOn) await tx.store.put({ ...run, storeFailingSince: since });
  await tx.done;
  return goesOn;
}
