import { type Database, relaxed } from '../storage/database.ts';
import type { Observed } from '../storage/records.ts';

/** Acknowledgements wait at most this long (ms) or until this many rows are waiting. */
const groupDelay = 20;
const groupSize = 50;

export type AckWriter = ReturnType<typeof createAckWriter>;

/**
 * Writes acknowledgements in groups: a transaction for each of 5,000 scores would double the time of a sync. One that
 * is lost with the worker only means that the same score is put again. Durability is relaxed for the same reason.
 */
export function createAckWriter(db: Database) {
  const waiting = new Map<string, Observed>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failure: unknown = null;
  let writing: Promise<void> = Promise.resolve();

  function write(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const rows = [...waiting.values()];
    waiting.clear();
    if (rows.length === 0) return;
    writing = writing.then(() => put(rows)).catch((error: unknown) => {
      failure = error;
    });
  }

  async function put(rows: Observed[]): Promise<void> {
    const tx = db.transaction('observed', 'readwrite', relaxed);
    for (const row of rows) await tx.store.put(row);
    await tx.done;
  }

  return {
    /** Takes note of a changed row; it may be changed further until it is written. */
    note(row: Observed): void {
      waiting.set(row.lineItemId, row);
      if (waiting.size >= groupSize) write();
      else timer ??= setTimeout(write, groupDelay);
    },
    /** Resolves when everything noted is in the database; rejects when any of it could not be written. */
    async flush(): Promise<void> {
      write();
      await writing;
      if (failure !== null) throw failure;
    },
  };
}
