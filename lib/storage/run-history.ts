import { keptRuns } from '../model/history.ts';
import { type Database, relaxed } from './database.ts';
import type { RunRecord } from './records.ts';

/** How long a run is remembered (ms). */
const keptFor = 400 * 24 * 60 * 60_000;

/** The last `count` runs, newest first. */
export async function readRuns(db: Database, count: number): Promise<RunRecord[]> {
  const runs: RunRecord[] = [];
  let cursor = await db.transaction('runs').store.index('startedAt').openCursor(null, 'prev');
  while (cursor && runs.length < count) {
    runs.push(cursor.value);
    cursor = await cursor.continue();
  }
  return runs;
}

/**
 * Forgets runs that are too old or too many, and scheduled ones that found nothing to do: at one every quarter of an
 * hour they would push out all others. The newest run always stays.
 */
export async function pruneRuns(db: Database, now: number): Promise<void> {
  const tx = db.transaction('runs', 'readwrite', relaxed);
  let kept = 0;
  let cursor = await tx.store.index('startedAt').openCursor(null, 'prev');
  while (cursor) {
    const run = cursor.value;
    const goes = kept >= keptRuns || run.startedAt < now - keptFor || isEmpty(run);
    if (kept > 0 && goes) await cursor.delete();
    else kept++;
    cursor = await cursor.continue();
  }
  await tx.done;
}

const isEmpty = ({ trigger, total, state, stopReason, waiting = [] }: RunRecord): boolean =>
  trigger === 'schedule' &&
  state === 'done' &&
  total === 0 &&
  stopReason === null &&
  waiting.length === 0;
