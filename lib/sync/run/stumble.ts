import type { Reason } from '../../model/reason.ts';
import { SisError } from '../../sis/sis-client.ts';
import { type Database, relaxed } from '../../storage/database.ts';
import { isUnfinished } from './run-store.ts';

/**
 * A run that stumbles at every wake is left to the next one so often and so long (ms); then it ends, and the next click
 * is the teacher's. Not by number alone: under a worker that is killed again and again every life may stumble. Not by
 * time alone: a computer may sleep from the first time to the second.
 */
const leastTimes = 3;
const patience = 5 * 60_000;

/** The rest before the next try: doubled each time, so that an error of our own is no endless loop (ms). */
export const shortestRest = 1_000;
const mostDoublings = 5;

/**
 * Nobody has foreseen it: the browser refuses a call of its own (it closes the database under a worker that is going, the
 * disk is full, a store cannot be read), or we have made a mistake. What a worker says as it dies must not end a run.
 */
export const isUnforeseen = (error: unknown): boolean =>
  !(error instanceof SisError) || (error.code === 'UNKNOWN' && error.scope === 'run');

/** What the panel says of an error that ended a run. Of one that nobody has foreseen the name: its words may hold anything. */
export function asReason(error: unknown): Reason {
  if (error instanceof SisError && !isUnforeseen(error)) {
    return { code: error.code, params: { detail: error.detail } };
  }
  return { code: 'RUN_STUMBLED', params: { error: nameOf(error) } };
}

function nameOf(error: unknown): string {
  if (error instanceof SisError) return error.detail;
  return error instanceof Error ? error.name : typeof error;
}

/**
 * Leaves a run that has stumbled as it is on disk, so that the next wake goes on with it, and counts. What is in memory
 * is not written: it may be ahead of acknowledgements that were not kept. Answers how long to rest before (ms); null once
 * it has stumbled too often with no item done, or when it has ended. Rejects when nothing can be written: then nothing
 * has changed, and the run is as unfinished.
 */
export async function restAfterStumble(
  db: Database,
  id: string,
  now: number,
): Promise<number | null> {
  const tx = db.transaction('runs', 'readwrite', relaxed);
  const run = (await tx.store.get(id)) ?? null;
  const since = Math.min(run?.stumbles?.since ?? now, now); // a clock may have been set back
  const times = (run?.stumbles?.times ?? 0) + 1;
  const goesOn = isUnfinished(run) && (times < leastTimes || now - since < patience);
  if (goesOn) await tx.store.put({ ...run, stumbles: { since, times } });
  await tx.done;
  return goesOn ? shortestRest * 2 ** Math.min(times - 1, mostDoublings) : null;
}
