import { itemKeyText } from '../model/item-key.ts';
import { type Database, relaxed } from '../storage/database.ts';
import { putObserved } from '../storage/observed-rows.ts';
import type { Observed, RunRecord } from '../storage/records.ts';
import type { ReadyItem } from './plan.ts';

/** Acknowledgements wait at most this long (ms) or until this many rows are waiting. */
const groupDelay = 20;
const groupSize = 50;

type Finished = { ready: ReadyItem; failed: boolean };

export type AckWriter = ReturnType<typeof createAckWriter>;

/**
 * Writes what the SIS acknowledged in groups: a transaction for each of 5,000 scores would double the time of a sync.
 * An item leaves the run's list in the same transaction as its acknowledgements, so a killed worker comes back to
 * a list and acknowledgements that fit. What is lost with the worker is put again, to the same effect; that is why
 * durability is relaxed.
 */
export function createAckWriter(db: Database, run: RunRecord) {
  const rows = new Map<string, Observed>();
  let finished: Finished[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failure: unknown = null;
  let writing: Promise<void> = Promise.resolve();

  function schedule(): void {
    if (rows.size >= groupSize) write();
    else if (timer === null) timer = setTimeout(write, groupDelay);
  }

  function write(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const group = { rows: [...rows.values()], finished };
    rows.clear();
    finished = [];
    if (group.rows.length + group.finished.length === 0) return;
    writing = writing
      .then(() => writeGroup(db, run, group))
      .catch((error: unknown) => {
        failure = error;
      });
  }

  return {
    /** Takes note of a changed row; it may be changed further until it is written. */
    note(row: Observed): void {
      rows.set(row.lineItemId, row);
      schedule();
    },
    /** The item is done with, for good or ill. Its row must have been noted before. */
    finish(ready: ReadyItem, failed: boolean): void {
      finished.push({ ready, failed });
      schedule();
    },
    /** Resolves when everything is in the database; rejects when any of it could not be written. */
    async flush(): Promise<void> {
      write();
      await writing;
      if (failure !== null) throw failure;
    },
  };
}

async function writeGroup(
  db: Database,
  run: RunRecord,
  { rows, finished }: { rows: Observed[]; finished: Finished[] },
): Promise<void> {
  const tx = db.transaction(
    ['observed', 'resultHashes', 'items', 'runs', 'summaries'],
    'readwrite',
    relaxed,
  );
  for (const row of rows) {
    await putObserved(tx.objectStore('observed'), tx.objectStore('resultHashes'), row);
    await tx.objectStore('summaries').delete([row.origin, row.sectionId]);
  }
  const items = tx.objectStore('items');
  for (const { ready, failed } of finished) {
    const { origin, sectionId, itemId } = ready.item;
    const stored = await items.get([origin, sectionId, itemId]);
    if (stored?.planned && !failed) {
      await items.put({ ...stored, planned: { ...stored.planned, changes: 0 } });
    }
  }
  // The list of a first sync is long: it is written when it gets shorter, not with every acknowledgement.
  if (finished.length > 0) {
    takeOffList(run, finished);
    await tx.objectStore('runs').put(run);
  }
  await tx.done;
}

function takeOffList(run: RunRecord, finished: Finished[]): void {
  const gone = new Set(finished.map(({ ready }) => itemKeyText(ready.item)));
  run.todo = (run.todo ?? []).filter((key) => !gone.has(key));
  run.done += finished.length;
  run.failed += finished.filter(({ failed }) => failed).length;
}
