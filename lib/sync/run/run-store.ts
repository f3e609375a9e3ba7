import type { RunView } from '../../model/panel-view.ts';
import { type Database, relaxed } from '../../storage/database.ts';
import type { RunRecord } from '../../storage/records.ts';

export const saveRun = async (db: Database, run: RunRecord): Promise<void> => {
  const tx = db.transaction('runs', 'readwrite', relaxed);
  await tx.store.put(run);
  await tx.done;
};

/** The newest run, finished or not; null when there has been none. */
export async function latestRun(db: Database): Promise<RunRecord | null> {
  const cursor = await db.transaction('runs').store.index('startedAt').openCursor(null, 'prev');
  return cursor?.value ?? null;
}

export const isUnfinished = (run: RunRecord | null): run is RunRecord =>
  run !== null && (run.state === 'running' || run.state === 'cancelling');

export const toRunView = (run: RunRecord, currentTitle: string | null): RunView => ({
  id: run.id,
  state: run.state,
  done: run.done,
  total: run.total,
  currentTitle,
  failed: run.failed,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  stopReason: run.stopReason,
  resumesAt: run.resumesAt,
});
