import type { IDBPObjectStore, StoreNames } from 'idb';
import { type ItemKey, itemKeyText, sectionKeyText } from '../../model/item-key.ts';
import type { ReasonCode } from '../../model/reason.ts';
import { type Database, relaxed, type Schema } from '../../storage/database.ts';
import { putObserved } from '../../storage/observed-rows.ts';
import type { Observed, RunOutcome, RunRecord } from '../../storage/records.ts';
import type { ReadyItem } from '../plan/plan.ts';
import { forgetSettled } from '../read-back/store-findings.ts';

/** Acknowledgements wait at most this long (ms) or until this many rows are waiting. */
const groupDelay = 20;
const groupSize = 50;

type Finished = { ready: ReadyItem; problem: ReasonCode | null };

type Group = {
  rows: Observed[];
  /** Scores acknowledged since the last group, by itemKeyText. */
  scores: Map<string, number>;
  finished: Finished[];
};

export type AckWriter = ReturnType<typeof createAckWriter>;

/**
 * Writes what the SIS acknowledged in groups: a transaction for each of 5,000 scores would double the time of a sync.
 * An item leaves the run's list in the same transaction as its acknowledgements, so a killed worker comes back to
 * a list and acknowledgements that fit. What is lost with the worker is put again, to the same effect; that is why
 * durability is relaxed.
 */
export function createAckWriter(db: Database, run: RunRecord) {
  const rows = new Map<string, Observed>();
  let scores: Group['scores'] = new Map();
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
    const group = { rows: [...rows.values()], scores, finished };
    rows.clear();
    scores = new Map();
    finished = [];
    if (group.rows.length + group.finished.length === 0) return;
    writing = writing
      .then(() => writeGroup(db, run, group))
      .catch((error: unknown) => {
        failure = error;
      });
  }

  return {
    /** Takes note of a changed row, which may be changed further until it is written; `count` scores are new in it. */
    note(row: Observed, count = 0): void {
      rows.set(row.lineItemId, row);
      const item = itemKeyText(row);
      scores.set(item, (scores.get(item) ?? 0) + count);
      schedule();
    },
    /** The item is done with; `problem` = why it failed. Its row must have been noted before. */
    finish(ready: ReadyItem, problem: ReasonCode | null): void {
      finished.push({ ready, problem });
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

async function writeGroup(db: Database, run: RunRecord, group: Group): Promise<void> {
  const { rows, finished } = group;
  const tx = db.transaction(
    ['observed', 'resultHashes', 'items', 'runs', 'summaries', 'decisions'],
    'readwrite',
    relaxed,
  );
  const [observed, hashes] = [tx.objectStore('observed'), tx.objectStore('resultHashes')];
  const sections = new Map(rows.map((row) => [sectionKeyText(row), row]));
  // Asked for all at once: the run's answers wait while a group waits for each of its writes in turn.
  await Promise.all([
    ...rows.map((row) => putObserved(observed, hashes, row)),
    ...Array.from(sections.values(), async ({ origin, sectionId }) =>
      tx.objectStore('summaries').delete([origin, sectionId]),
    ),
    ...rows.map(async (row) => {
      if (row.changed) await forgetSettled(tx.objectStore('decisions'), row);
    }),
    ...finished
      .filter(({ problem }) => problem === null)
      .map(({ ready }) => noChangesLeft(tx.objectStore('items'), ready.item)),
  ]);
  run.outcomes = withGroup(run.outcomes ?? [], group);
  // The list of a first sync is long: it is written when it gets shorter, not with every acknowledgement.
  if (finished.length > 0) {
    takeOffList(run, finished);
    await tx.objectStore('runs').put(run);
  }
  await tx.done;
}

async function noChangesLeft(
  items: IDBPObjectStore<Schema, StoreNames<Schema>[], 'items', 'readwrite'>,
  { origin, sectionId, itemId }: ItemKey,
): Promise<void> {
  const stored = await items.get([origin, sectionId, itemId]);
  if (stored?.planned) await items.put({ ...stored, planned: { ...stored.planned, changes: 0 } });
}

function takeOffList(run: RunRecord, finished: Finished[]): void {
  const gone = new Set(finished.map(({ ready }) => itemKeyText(ready.item)));
  run.todo = (run.todo ?? []).filter((key) => !gone.has(key));
  run.done += finished.length;
  run.stumbles = null;
  run.failed += finished.filter(({ problem }) => problem !== null).length;
}

/** What the run has done so far, item by item, with what this group adds. */
function withGroup(before: RunOutcome[], { scores, finished }: Group): RunOutcome[] {
  const outcomes = new Map(before.map((outcome) => [outcome.item, outcome]));
  const add = (item: string, count: number, problem: ReasonCode | null): void => {
    outcomes.set(item, { item, scores: (outcomes.get(item)?.scores ?? 0) + count, problem });
  };
  for (const [item, count] of scores) add(item, count, null);
  for (const { ready, problem } of finished) add(itemKeyText(ready.item), 0, problem);
  return [...outcomes.values()];
}
