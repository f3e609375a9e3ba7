import type { Clock } from '../model/clock.ts';
import { sectionKeyText } from '../model/item-key.ts';
import { headOf } from './choice-transaction.ts';
import { type Database, strict } from './database.ts';

import { type Mirror, type MirrorContent, parseSectionKey } from './mirror.ts';
import type { FlagRecord, Sentinel } from './records.ts';
import { hearAgain } from './roaming-section.ts';

type Deps = {
  db: Database;
  mirror: Mirror;
  clock: Clock;
  newId: () => string;
  newHashKey: () => string;
};

/**
 * Compares the two copies of the opt-outs; run at every wake, before anything is answered or sent.
 *
 * | database | mirror | meaning | what is done |
 * | --- | --- | --- | --- |
 * | whole, newer or equal | older or lost | the worker died between the two writes, or storage.local was lost | mirror rewritten |
 * | lost, or older | whole | the browser lost database files | opt-outs restored, the teacher is told |
 * | count is wrong, or the mirror is torn too | | it cannot be proven which items were opted out | locked |
 * | none | none | first start on this device | both begun |
 */
export async function checkStores(deps: Deps): Promise<Sentinel> {
  const [sentinel, head, count] = await Promise.all([
    deps.db.get('meta', 'sentinel'),
    deps.mirror.head(),
    deps.db.countFromIndex('flags', 'optOut'),
  ]);
  if (!sentinel && !head) return begin(deps);
  if (!sentinel) return restore(deps, null);
  const behind =
    head !== null && (head.epoch > sentinel.epoch || head.installId !== sentinel.installId);
  if (behind) return restore(deps, sentinel);
  if (count !== sentinel.optOuts) return head ? restore(deps, sentinel) : lock(deps, sentinel);
  if (!head || head.epoch < sentinel.epoch) await rewriteMirror(deps, sentinel);
  return sentinel;
}

async function begin(deps: Deps): Promise<Sentinel> {
  // Flags without a sentinel are a torn store, not a first start.
  const torn = (await deps.db.count('flags')) > 0;
  const sentinel = newSentinel(deps, deps.newId(), 0, torn ? 'locked' : 'whole');
  return save(deps, sentinel);
}

/** Takes over every opt-out of the mirror; an opt-out that either copy knows stays an opt-out. */
async function restore(deps: Deps, sentinel: Sentinel | null): Promise<Sentinel> {
  const mirror = await deps.mirror.read();
  const installId = mirror?.head.installId ?? sentinel?.installId ?? deps.newId();
  const epoch = Math.max(mirror?.head.epoch ?? 0, sentinel?.epoch ?? 0) + 1;
  const health = mirror?.whole ? 'restored' : 'locked';
  const base = sentinel ?? newSentinel(deps, installId, epoch, health);
  await putRestored(deps, mirror);
  return save(deps, { ...base, installId, epoch, health });
}

async function putRestored(deps: Deps, mirror: MirrorContent | null): Promise<void> {
  const tx = deps.db.transaction(['flags', 'summaries', 'roaming'], 'readwrite', strict);
  const flags = tx.objectStore('flags');
  await tx.objectStore('summaries').clear();
  await hearAgain(tx);
  for (const [section, itemIds] of mirror?.sections ?? []) {
    const { origin, sectionId } = parseSectionKey(section);
    for (const itemId of itemIds) {
      const before = await flags.get([origin, sectionId, itemId]);
      if (before && !before.include) continue;
      const flag: FlagRecord = {
        origin,
        sectionId,
        itemId,
        include: false,
        rev: (before?.rev ?? 0) + 1,
        changedAt: deps.clock.now(),
        source: 'restored',
        opId: deps.newId(),
        optOut: 1,
        unproven: true,
      };
      await flags.put(flag);
    }
  }
  await tx.done;
}

const lock = (deps: Deps, sentinel: Sentinel): Promise<Sentinel> =>
  save(deps, { ...sentinel, epoch: sentinel.epoch + 1, health: 'locked' });

/**
 * The teacher has looked at the choices as they stand: from here on they are the truth. The sentinel is read anew:
 * every choice since the start of this life has moved it on.
 */
export async function confirmStores(deps: Deps): Promise<Sentinel> {
  const tx = deps.db.transaction(['meta', 'flags'], 'readwrite', strict);
  const sentinel = await tx.objectStore('meta').get('sentinel');
  if (!sentinel) throw new Error('flag store without sentinel');
  const optOuts = await tx.objectStore('flags').index('optOut').count();
  const epoch = sentinel.epoch + 1;
  const confirmed: Sentinel = { ...sentinel, epoch, optOuts, health: 'whole' };
  await tx.objectStore('meta').put(confirmed, 'sentinel');
  await tx.done;
  await rewriteMirror(deps, confirmed);
  return confirmed;
}

async function save(deps: Deps, sentinel: Sentinel): Promise<Sentinel> {
  const optOuts = await deps.db.countFromIndex('flags', 'optOut');
  const next = { ...sentinel, optOuts };
  const tx = deps.db.transaction('meta', 'readwrite', strict);
  await tx.store.put(next, 'sentinel');
  await tx.done;
  await rewriteMirror(deps, next);
  return next;
}

async function rewriteMirror({ db, mirror }: Deps, sentinel: Sentinel): Promise<void> {
  const sections = new Map<string, string[]>();
  for (const flag of await db.getAllFromIndex('flags', 'optOut')) {
    const key = sectionKeyText(flag);
    sections.set(key, [...(sections.get(key) ?? []), flag.itemId]);
  }
  await mirror.rewrite(headOf(sentinel), sections);
}

const newSentinel = (
  deps: Deps,
  installId: string,
  epoch: number,
  health: Sentinel['health'],
): Sentinel => ({ installId, epoch, optOuts: 0, hashKey: deps.newHashKey(), health });
