import type { Clock } from '../model/clock.ts';
import type { ItemKey, SectionKey } from '../model/item-key.ts';
import type { RoamingState } from '../model/panel-view.ts';
import type { RoamingChoice } from '../model/roaming-choice.ts';
import { type Database, relaxed } from '../storage/database.ts';
import type { KeyValue } from '../storage/key-value.ts';
import type { Mirror } from '../storage/mirror.ts';
import type { RoamingSection } from '../storage/records.ts';
import { choicesToTell, mergeArrived, unheard } from '../storage/roaming-choices.ts';
import { limits, ownPrefix, readRecords, sizeOf, toRecord } from '../storage/roaming-record.ts';

/** Changes within this time go out together (ms): the sync service takes 1,800 writes an hour. */
const gathering = 2_000;

export type RoamingDeps = {
  db: Database;
  mirror: Mirror;
  clock: Clock;
  newId: () => string;
  /** The browser's own sync service; null where there is none. */
  sync: KeyValue | null;
  installId: () => string;
  /** Before an opt-out that has arrived is written: nothing of the item may leave any more. */
  onOptOut: (key: ItemKey) => void;
  /** Choices that have arrived are in force. */
  onHeard: (section: SectionKey, choices: RoamingChoice[]) => Promise<void>;
  /** Something else about roaming has changed that a view shows. */
  onState: () => void;
};

export type Roaming = ReturnType<typeof createRoaming>;

/**
 * Carries the choices between the teacher's browsers. Nothing is lost with the worker: what is still to be told is
 * marked in the transaction of the choice, and what has arrived lies in the sync service until it is in force.
 * A sync service that is missing or refuses is said; the choices then stay on this device.
 */
export function createRoaming(deps: RoamingDeps) {
  let state: RoamingState = deps.sync === null ? 'unavailable' : 'ok';
  let timer: ReturnType<typeof setTimeout> | null = null;
  let underWay: Promise<void> = Promise.resolve();

  function note(now: RoamingState): void {
    if (state === now) return;
    state = now;
    deps.onState();
  }

  /** One after the other, in order: two that merge at once would tell of half. */
  function inTurn(work: (sync: KeyValue) => Promise<void>): Promise<void> {
    const { sync } = deps;
    if (sync === null) return Promise.resolve();
    underWay = underWay.then(() => work(sync)).catch(console.error);
    return underWay;
  }

  /** Puts in force what other browsers have said, and tells them what they do not know. */
  const hear = (): Promise<void> =>
    inTurn(async (sync) => {
      const all = await sync.get(null).catch(() => null);
      if (all === null) return note('unavailable');
      if (state === 'unavailable') note('ok');
      await putInForce(deps, all);
      await push(sync);
    });

  async function push(sync: KeyValue): Promise<void> {
    const waiting = (await deps.db.getAll('roaming')).filter(({ rev, pushed }) => rev > pushed);
    if (waiting.length === 0) return;
    // The service's own words do not matter: what was not taken stays marked, and the next wake tries again.
    await pushSections(deps, sync, waiting).then(note, () => note('unavailable'));
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  return {
    hear,
    /** Something may have changed: it goes out in a moment, together with what changes until then. */
    tellSoon(): void {
      timer ??= setTimeout(() => {
        timer = null;
        void inTurn(push);
      }, gathering);
    },
    /** Tells other browsers now. */
    tell: () => inTurn(push),
    stop,
    /** Resolves when nothing is under way. */
    idle: () => underWay,
    state: () => state,
  };
}

async function putInForce(deps: RoamingDeps, all: Record<string, unknown>): Promise<void> {
  const arrived = await unheard(deps.db, readRecords(all));
  if (arrived.length === 0) return;
  for (const { section, choices } of await mergeArrived(deps, arrived, deps.onOptOut)) {
    await deps.onHeard(section, choices);
  }
}

/** Stores the records of these sections, as many of them as fit. Rejects when the service does not take them. */
async function pushSections(
  deps: RoamingDeps,
  sync: KeyValue,
  sections: RoamingSection[],
): Promise<RoamingState> {
  const area = await sync.get(null);
  const news: Record<string, unknown> = {};
  const pushed: RoamingSection[] = [];
  const old: string[] = [];
  for (const section of sections) {
    const { rev, ...told } = await choicesToTell(deps.db, section);
    const record = toRecord(deps.installId(), section, told);
    const prefix = ownPrefix(deps.installId(), section);
    const replaced = Object.keys(area).filter((key) => key.startsWith(prefix) && !(key in record));
    if (!fits({ ...area, ...record })) continue;
    Object.assign(news, record);
    Object.assign(area, record);
    old.push(...replaced);
    pushed.push({ ...section, rev });
  }
  if (pushed.length > 0) await sync.set(news);
  if (old.length > 0) await sync.remove(old);
  await notePushed(deps.db, pushed);
  return pushed.length === sections.length ? 'ok' : 'full';
}

function fits(area: Record<string, unknown>): boolean {
  const entries = Object.entries(area);
  const size = entries.reduce((sum, [key, value]) => sum + sizeOf(key, value), 0);
  return size <= limits.total && entries.length <= limits.items;
}

/** A choice made meanwhile has a higher revision than the one that was told. */
async function notePushed(db: Database, pushed: RoamingSection[]): Promise<void> {
  const tx = db.transaction('roaming', 'readwrite', relaxed);
  for (const { origin, sectionId, rev } of pushed) {
    const row = await tx.store.get([origin, sectionId]);
    if (row) await tx.store.put({ ...row, pushed: rev });
  }
  await tx.done;
}
