import pLimit from 'p-limit';
import { LmsError } from '../lms/lms-error.ts';
import { type ItemKey, itemKeyText, type SectionKey } from '../model/item-key.ts';
import type { RunView } from '../model/panel-view.ts';
import type { Reason } from '../model/reason.ts';
import { SisError } from '../sis/sis-client.ts';
import type { Observed, RunRecord } from '../storage/records.ts';
import { type AckWriter, createAckWriter } from './ack-writer.ts';
import { hasWork, type ReadyItem } from './plan.ts';
import { type PreparedSection, prepareSection, type Workspace } from './prepare-section.ts';
import { isUnfinished, latestRun, saveRun, toRunView } from './run-store.ts';
import { type ItemPorts, syncItem } from './sync-item.ts';

export type RunnerDeps = Workspace & {
  /** Requests in flight at once. */
  concurrency: number;
  newId: () => string;
  /** Something a view shows has changed. */
  notify: (section: SectionKey | null) => void;
  /** Keeps the worker alive while a run is under way, and wakes it should it die all the same. */
  awake: { begin(): void; end(resumeAt: number | null): void };
  /** The server's words for a failure. They may name a person, so they live in memory only. */
  noteDetail: (key: ItemKey, detail: string) => Promise<void>;
  /** Runs alone, or answers null when another context already runs. */
  alone: <T>(work: () => Promise<T>) => Promise<T | null>;
};

/** Without a wish from the SIS, a rate-limited run waits this long (ms). */
const defaultPause = 60_000;

type Active = {
  run: RunRecord;
  currentTitle: string | null;
  /** Opted out while the run was under way. */
  excluded: Set<string>;
  stopped: SisError | null;
};

export type Runner = ReturnType<typeof createRunner>;

/**
 * The reconcile loop. A run is a list of items still to do, never a list of payloads: whenever it goes on, after a
 * killed worker or a pause, it reads Schoology and the flags anew and plans again.
 */
export function createRunner(deps: RunnerDeps) {
  let active: Active | null = null;
  let starting: Promise<unknown> = Promise.resolve();

  type Started = { runId: string; joined: boolean };

  /** Starts a run, or joins the one that is not finished. Two clicks at once are answered one after the other. */
  function start(sections: SectionKey[], only: ItemKey[] | null): Promise<Started> {
    const started = starting.then(() => begin(sections, only));
    starting = started.catch(() => undefined); // the caller hears of it; the next click must not
    return started;
  }

  async function begin(sections: SectionKey[], only: ItemKey[] | null): Promise<Started> {
    const before = active?.run ?? (await latestRun(deps.db));
    if (isUnfinished(before)) {
      void resume();
      return { runId: before.id, joined: true };
    }
    const run = newRun(deps, sections, only);
    await saveRun(deps.db, run);
    void drive(run);
    return { runId: run.id, joined: false };
  }

  /** Goes on with a run that was interrupted; for every wake of the worker. */
  async function resume(): Promise<void> {
    const run = await latestRun(deps.db);
    if (!isUnfinished(run) || (run.resumesAt ?? 0) > deps.clock.now()) return;
    await drive(run);
  }

  /** Single-flight: a second call while a run is under way does nothing. */
  async function drive(run: RunRecord): Promise<void> {
    if (active) return;
    const own: Active = { run, currentTitle: null, excluded: new Set(), stopped: null };
    active = own;
    deps.awake.begin();
    try {
      await deps.alone(() => execute(deps, own));
    } catch (error) {
      await end(deps, own, 'stopped', asReason(error));
      throw error;
    } finally {
      active = null;
      deps.awake.end(isUnfinished(own.run) ? (own.run.resumesAt ?? deps.clock.now()) : null);
      deps.notify(null);
    }
  }

  async function cancel(): Promise<{ cancelling: boolean }> {
    const run = active?.run ?? (await latestRun(deps.db));
    if (!isUnfinished(run)) return { cancelling: false };
    run.state = 'cancelling';
    await saveRun(deps.db, run);
    if (!active) await drive(run);
    return { cancelling: true };
  }

  return {
    start,
    resume,
    cancel,
    /** Called with the commit of an opt-out: from now on nothing of this item leaves. */
    exclude: (key: ItemKey): void => void active?.excluded.add(itemKeyText(key)),
    async view(): Promise<RunView | null> {
      const run = active?.run ?? (await latestRun(deps.db));
      return run && toRunView(run, active?.currentTitle ?? null);
    },
    /** itemKeyText of everything the run under way has still to do. */
    todo: (): ReadonlySet<string> => new Set(active?.run.todo ?? []),
  };
}

const newRun = (deps: RunnerDeps, sections: SectionKey[], only: ItemKey[] | null): RunRecord => ({
  id: deps.newId(),
  trigger: 'click',
  sections,
  todo: null,
  only: only?.map(itemKeyText) ?? null,
  total: 0,
  done: 0,
  failed: 0,
  state: 'running',
  stopReason: null,
  resumesAt: null,
  startedAt: deps.clock.now(),
  finishedAt: null,
});

async function execute(deps: RunnerDeps, own: Active): Promise<void> {
  const { run } = own;
  const prepared = run.state === 'cancelling' ? [] : await prepareAll(deps, own);
  const work = prepared.map((section) => ({ section, items: itemsToDo(section, run) }));
  const todo = work.flatMap(({ items }) => items.map(({ item }) => itemKeyText(item)));
  // On going on after an interruption, what was done before still counts.
  Object.assign(run, { todo, total: run.done + todo.length, resumesAt: null });
  await saveRun(deps.db, run);
  deps.notify(null);
  for (const { section, items } of work) await syncSection(deps, own, section, items);
  await conclude(deps, own);
}

/** Reads and plans every section of the run. One that cannot be read is left out; the section says why. */
async function prepareAll(deps: RunnerDeps, own: Active): Promise<PreparedSection[]> {
  const prepared: PreparedSection[] = [];
  for (const section of own.run.sections) {
    try {
      const ready = await prepareSection(deps, section);
      if (ready.problem) own.run.stopReason = ready.problem;
      prepared.push(ready);
    } catch (error) {
      if (!(error instanceof LmsError)) throw error;
      own.run.stopReason = error.reason;
    }
  }
  return prepared;
}

function itemsToDo({ planned }: PreparedSection, run: RunRecord): ReadyItem[] {
  const wanted = run.todo ?? run.only;
  return planned.filter(
    (entry): entry is ReadyItem =>
      entry.kind === 'ready' &&
      hasWork(entry) &&
      (wanted === null || wanted.includes(itemKeyText(entry.item))),
  );
}

async function syncSection(
  deps: RunnerDeps,
  own: Active,
  { observed }: PreparedSection,
  items: ReadyItem[],
): Promise<void> {
  if (items.length === 0) return;
  const acks = createAckWriter(deps.db, own.run);
  const ports = { sis: await deps.sis(), clock: deps.clock, limit: pLimit(deps.concurrency) };
  const inTurn = pLimit(deps.concurrency);
  await Promise.all(
    items.map((ready) =>
      inTurn(async () => {
        const key = itemKeyText(ready.item);
        const mayGoOn = (): boolean =>
          own.run.state === 'running' && !own.stopped && !own.excluded.has(key);
        const stop = (error: SisError): void => {
          own.stopped ??= error;
        };
        const itemPorts = { ...ports, mayGoOn, stop, note: acks.note };
        await oneItem(deps, own, ready, observed, itemPorts, acks);
      }),
    ),
  );
  await acks.flush();
}

async function oneItem(
  deps: RunnerDeps,
  own: Active,
  ready: ReadyItem,
  observed: Map<string, Observed>,
  ports: ItemPorts,
  acks: AckWriter,
): Promise<void> {
  const { item, lineItem } = ready;
  const flag = await deps.db.get('flags', [item.origin, item.sectionId, item.itemId]);
  const { defaultInclude } = await deps.settings();
  if (!(flag?.include ?? defaultInclude)) own.excluded.add(itemKeyText(item));
  own.currentTitle = item.title;
  const row = observed.get(lineItem.sourcedId) ?? newObserved(ready);
  const outcome = await syncItem(ready, row, ports);
  if (outcome.kind === 'left') return;
  if (outcome.kind === 'failed') await deps.noteDetail(item, outcome.detail);
  acks.finish(ready, outcome.kind === 'failed');
  deps.notify(item);
}

const newObserved = ({ item, lineItem }: ReadyItem): Observed => ({
  origin: item.origin,
  sectionId: item.sectionId,
  itemId: item.itemId,
  lineItemId: lineItem.sourcedId,
  lineItem: null,
  results: {},
  lastAttemptAt: null,
  lastSuccessAt: null,
  failure: null,
});

async function conclude(deps: RunnerDeps, own: Active): Promise<void> {
  const { run, stopped } = own;
  if (run.state === 'cancelling') return end(deps, own, 'cancelled', { code: 'CANCELLED' });
  if (stopped?.code === 'RATE_LIMITED') {
    run.resumesAt = stopped.notBefore ?? deps.clock.now() + defaultPause;
    run.stopReason = asReason(stopped);
    return saveRun(deps.db, run);
  }
  if (stopped) return end(deps, own, 'stopped', asReason(stopped));
  const nothingRead = run.stopReason !== null && run.total === 0;
  return end(deps, own, nothingRead ? 'stopped' : 'done', run.stopReason);
}

async function end(
  deps: RunnerDeps,
  { run }: Active,
  state: RunRecord['state'],
  stopReason: Reason | null,
): Promise<void> {
  Object.assign(run, {
    state,
    stopReason,
    resumesAt: null,
    todo: [],
    finishedAt: deps.clock.now(),
  });
  await saveRun(deps.db, run);
}

const asReason = (error: unknown): Reason =>
  error instanceof SisError
    ? { code: error.code, params: { detail: error.detail } }
    : { code: 'UNKNOWN' };
