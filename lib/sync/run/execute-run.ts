import { LmsError } from '../../lms/lms-error.ts';
import { type ItemKey, itemKeyText, type SectionKey, sectionKeyOf } from '../../model/item-key.ts';
import type { BigChange } from '../../model/preview.ts';
import type { Reason } from '../../model/reason.ts';
import { type SisClient, SisError } from '../../sis/sis-client.ts';
import type { Observed, RunRecord } from '../../storage/records.ts';
import { bigChange, planDigest } from '../plan/big-change.ts';
import { hasWork, type ReadyItem } from '../plan/plan.ts';
import { doubtItems, mustBeRead, planAgainstSis, readBack } from '../plan/plan-against-sis.ts';
import type { PreparedSection } from '../plan/plan-section.ts';
import { noteProblem, prepareSection } from '../plan/prepare-section.ts';
import { waitingItems } from '../plan/waiting-items.ts';
import type { Workspace } from '../workspace.ts';
import { type AckWriter, createAckWriter } from './ack-writer.ts';
import type { ItemPorts } from './item-ports.ts';
import { newObserved } from './new-observed.ts';
import { isNoNetwork, waitForNetwork } from './no-network.ts';
import { pauseRun } from './pause.ts';
import { saveRun } from './run-store.ts';
import { syncItem } from './sync-item.ts';
import { openWindow, type Window } from './window.ts';

export type RunnerDeps = Workspace & {
  /** Requests in flight at once, to begin with; the profile says how many it may become. */
  concurrency: number;
  /** At least 0 and less than 1: spreads the teachers of a district who must all wait. */
  random: () => number;
  newId: () => string;
  /** Whether the choices made for a section are known in this browser. */
  isKnown: (section: SectionKey) => Promise<boolean>;
  /** Something a view shows has changed. */
  notify: (section: SectionKey | null) => void;
  /** Keeps the worker alive while a run is under way, and wakes it should it die all the same. */
  awake: { begin(): void; end(resumeAt: number | null): void };
  /** The server's words for a failure. They may name a person, so they live in memory only. */
  noteDetail: (key: ItemKey, detail: string) => Promise<void>;
  /** A run has come to its end, for good or ill. */
  ended: (run: RunRecord) => void;
  /** Runs alone, or answers null when another context already runs. */
  alone: <T>(work: () => Promise<T>) => Promise<T | null>;
};

/** A run in this life of the worker. */
export type Active = {
  run: RunRecord;
  currentTitle: string | null;
  /** Opted out while the run was under way. */
  excluded: Set<string>;
  stopped: SisError | null;
  /** What was read of Schoology: `nothing`, because nobody answered, is not the same as nothing to do. */
  reading: 'something' | 'nothing' | 'no-answer';
  /** sourcedIds that the SIS has acknowledged in this life. */
  written: Set<string>;
  /** The SIS that is being sent to. */
  sis: SisClient | null;
};

/**
 * Reads, plans and sends, once through. Whatever stopped it before, what is left is found by planning again.
 */
export async function executeRun(deps: RunnerDeps, own: Active): Promise<void> {
  const { run } = own;
  const prepared = run.state === 'cancelling' ? [] : await prepareAll(deps, own);
  // Before the list is made: a pause must not go on with half of it.
  if (own.stopped || own.reading === 'no-answer') return conclude(deps, own);
  const interrupted = wasInterrupted(run);
  const work = prepared.map((section) => ({ section, items: itemsToDo(section, run) }));
  const unusual = run.todo === null ? unconfirmed(deps, run, work) : null;
  if (unusual) return endRun(deps, own, 'stopped', { code: 'BIG_CHANGE', params: { ...unusual } });
  const todo = work.flatMap(({ items }) => items.map(({ item }) => itemKeyText(item)));
  // On going on after an interruption, what was done before still counts.
  const waiting = waitingItems(prepared.flatMap(({ planned }) => planned));
  Object.assign(run, { todo, total: run.done + todo.length, waiting, resumesAt: null });
  await saveRun(deps.db, run);
  deps.notify(null);
  const sending: Sending = {
    acks: createAckWriter(deps.db, run),
    window: openWindow(run, { ...deps, profile: (await deps.settings()).profile }),
    outage: createOutage(),
  };
  // All at once: the window lets them through in order, and it is not emptied at the end of every section.
  await Promise.all(
    work.map(({ section, items }) => syncSection(deps, own, section, items, sending)),
  );
  await sending.acks.flush();
  own.currentTitle = null;
  for (const { section, items } of work) {
    if (items.length > 0 || interrupted) await readBack(deps, section, own);
  }
  await conclude(deps, own);
}

type Work = { section: PreparedSection; items: ReadyItem[] };

/** What is unusual about a run that is about to begin, unless the teacher has confirmed this very plan. */
function unconfirmed(
  { fingerprint }: RunnerDeps,
  { confirmed }: RunRecord,
  work: Work[],
): BigChange | null {
  const found = bigChange(work.map(({ section, items }) => ({ ...section, items })));
  if (!found || confirmed === undefined) return found;
  const all = work.flatMap(({ items }) => items);
  return planDigest(all, fingerprint) === confirmed ? null : found;
}

/** The worker died under the run: something may have arrived that nobody has written down. A pause leaves no doubt. */
const wasInterrupted = ({ todo, resumesAt }: RunRecord): boolean =>
  todo !== null && resumesAt === null;

/** Looks at the SIS before anything in it is written over. Where it may be read and cannot be now, the run stops. */
async function compared(
  deps: RunnerDeps,
  own: Active,
  prepared: PreparedSection,
): Promise<PreparedSection> {
  const { run } = own;
  const wanted = readyItems(prepared, run);
  if (wasInterrupted(run)) await doubtItems(deps.db, prepared.observed, wanted);
  else if (!wanted.some(hasWork)) return prepared;
  try {
    return await planAgainstSis(deps, prepared);
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    if (isPause(error) || (await mustBeRead(deps.db, prepared, error))) own.stopped ??= error;
    return prepared;
  }
}

/** Reads and plans every section of the run. One that cannot be read is left out; the section says why. */
async function prepareAll(deps: RunnerDeps, own: Active): Promise<PreparedSection[]> {
  const prepared: PreparedSection[] = [];
  for (const section of own.run.sections) {
    if (!(await deps.isKnown(section))) {
      own.run.stopReason = { code: 'SECTION_NOT_SEEN' };
      await noteProblem(deps, section, own.run.stopReason);
      continue;
    }
    try {
      const ready = await prepareSection(deps, section);
      if (ready.problem) own.run.stopReason = ready.problem;
      if (ready.refused && isPause(ready.refused)) own.stopped ??= ready.refused;
      own.reading = 'something';
      prepared.push(own.stopped ? ready : await compared(deps, own, ready));
    } catch (error) {
      if (!(error instanceof LmsError)) throw error;
      own.run.stopReason = error.reason;
      if (own.reading === 'nothing' && error.problem === 'no-answer') own.reading = 'no-answer';
    }
  }
  return prepared;
}

function readyItems(
  { planned }: PreparedSection,
  run: Pick<RunRecord, 'todo' | 'only'>,
): ReadyItem[] {
  const wanted = run.todo ?? run.only;
  return planned.filter(
    (entry): entry is ReadyItem =>
      entry.kind === 'ready' && (wanted === null || wanted.includes(itemKeyText(entry.item))),
  );
}

const itemsToDo = (prepared: PreparedSection, run: RunRecord): ReadyItem[] =>
  readyItems(prepared, run).filter(hasWork);
/** What all sections of a run share. */
type Sending = { acks: AckWriter; window: Window; outage: ReturnType<typeof createOutage> };

async function syncSection(
  deps: RunnerDeps,
  own: Active,
  { observed }: PreparedSection,
  items: ReadyItem[],
  { acks, window, outage }: Sending,
): Promise<void> {
  if (items.length === 0) return;
  const sis = await deps.sis();
  own.sis = sis;
  const ports = {
    sis,
    clock: deps.clock,
    fingerprint: deps.fingerprint,
    limit: window.request,
    wrote(sourcedId: string): void {
      outage.answered();
      own.written.add(sourcedId);
    },
  };
  await Promise.all(
    items.map((ready) =>
      window.item(async () => {
        const key = itemKeyText(ready.item);
        const mayGoOn = (): boolean =>
          own.run.state === 'running' && !own.stopped && !own.excluded.has(key);
        const stop = (error: SisError): boolean => {
          if (outage.isSingle(error)) return false;
          own.stopped ??= error;
          return true;
        };
        const itemPorts = { ...ports, mayGoOn, stop, note: acks.note };
        await oneItem(deps, own, ready, observed, itemPorts, acks);
      }),
    ),
  );
}

/** Server errors in a row that make an outage. */
const outageLength = 3;

/**
 * Tells an item the SIS always stumbles over from a SIS that is down: one item's server error must not stop every
 * run at the same place, and an outage must not fail every item.
 */
function createOutage() {
  let inARow = 0;
  return {
    isSingle: ({ code, status }: SisError): boolean =>
      code === 'SIS_DOWN' && status !== null && ++inARow < outageLength,
    answered(): void {
      inARow = 0;
    },
  };
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
  acks.finish(ready, outcome.kind === 'failed' ? outcome.reason.code : null);
  deps.notify(sectionKeyOf(item));
}

/** Goes by by itself, so the run waits for it. */
const isPause = (error: SisError): boolean => error.code === 'RATE_LIMITED' || isNoNetwork(error);

async function conclude(deps: RunnerDeps, own: Active): Promise<void> {
  const { run, stopped } = own;
  const now = deps.clock.now();
  if (run.state === 'cancelling') return endRun(deps, own, 'cancelled', { code: 'CANCELLED' });
  if (stopped) run.stopReason = asReason(stopped);
  if (stopped?.code === 'RATE_LIMITED') {
    run.noNetworkSince = null;
    const acknowledged = own.written.size;
    pauseRun(run, { now, notBefore: stopped.notBefore, acknowledged, random: deps.random });
    return saveRun(deps.db, run);
  }
  const noNetwork = stopped ? isNoNetwork(stopped) : own.reading === 'no-answer';
  if (noNetwork && waitForNetwork(run, now)) return saveRun(deps.db, run);
  const nothingDone = run.stopReason !== null && (run.total === 0 || own.reading !== 'something');
  const failed = stopped !== null || nothingDone;
  return endRun(deps, own, failed ? 'stopped' : 'done', run.stopReason);
}

/** Writes down how a run ended. Where that fails the run has not ended: it goes on with the next wake. */
export async function endRun(
  deps: RunnerDeps,
  { run }: Active,
  state: RunRecord['state'],
  stopReason: Reason | null,
): Promise<void> {
  const before = { ...run };
  const finishedAt = deps.clock.now();
  Object.assign(run, { state, stopReason, resumesAt: null, todo: [], finishedAt });
  try {
    await saveRun(deps.db, run);
  } catch (error) {
    Object.assign(run, before);
    throw error;
  }
}

/** What the panel says of an error that ended a run. */
export const asReason = (error: unknown): Reason =>
  error instanceof SisError
    ? { code: error.code, params: { detail: error.detail } }
    : { code: 'UNKNOWN' };
