import type { IDBPTransaction } from 'idb';
import type { SectionSnapshot } from '../../model/graded-item.ts';
import type { Reason } from '../../model/reason.ts';
import type { TeacherSettings } from '../../model/teacher-settings.ts';
import type { SisError } from '../../sis/sis-client.ts';
import { relaxed, type Schema, sectionRange } from '../../storage/database.ts';
import { mayBeOptedOut } from '../../storage/new-item-choices.ts';
import { putObserved, readObserved } from '../../storage/observed-rows.ts';
import type { LinkRecord, Observed, StoredItem } from '../../storage/records.ts';
import { toTeacherSettings } from '../../storage/settings-store.ts';
import { unconfirmedItems } from '../../storage/staged-store.ts';
import { mergeLink } from '../link/merge-link.ts';
import type { SisKnowledge } from '../read-back/findings.ts';
import { readDecisions, storeFindings } from '../read-back/store-findings.ts';
import type { Workspace } from '../workspace.ts';
import { itemsToReview } from './new-items.ts';
import { hasWork, isWhole, type PlannedItem, plan } from './plan.ts';
import { toPlanned } from './planned.ts';
import type { SisReading } from './sis-value.ts';

export type PreparedSection = {
  snapshot: SectionSnapshot;
  observed: Map<string, Observed>;
  planned: PlannedItem[];
  link: LinkRecord | null;
  /** What keeps the section from being joined to the SIS; the plan then has no ready items. */
  problem: Reason | null;
  /** What the SIS said when it was asked and did not answer. */
  refused: SisError | null;
  /** The class in the SIS as the plan has met it; null = it was not read. */
  reading: SisReading | null;
};

/** What a look at Schoology and the SIS has brought; null = only plan again what is known. */
export type Look = {
  at: number;
  problem: Reason | null;
  refused: SisError | null;
  /** The SIS was asked too: the link the asking began with, and what came of it. */
  link: { before: LinkRecord | null; now: LinkRecord } | null;
};

/** A class of the SIS as it was just read, and what was acknowledged since the run began (findings.ts). */
type InSis = Pick<SisKnowledge, 'reading' | 'written'>;

const notRead: InSis = { reading: null, written: new Set() };

const stores = [
  'sections',
  'items',
  'links',
  'flags',
  'observed',
  'resultHashes',
  'staged',
  'newItems',
  'summaries',
  'decisions',
  'itemSettings',
  'sectionSettings',
] as const;
export type PlanTransaction = IDBPTransaction<Schema, typeof stores, 'readwrite'>;

/**
 * Plans a section and stores what the panel shows, in one transaction: the plan is of exactly the choices, links and
 * acknowledgements it is stored beside, whatever the teacher or a run changes at the same time.
 */
export async function planSection(
  ws: Workspace,
  snapshot: SectionSnapshot,
  look: Look | null,
  inSis: InSis | null = null,
): Promise<PreparedSection> {
  const { origin, sectionId } = snapshot.section;
  const { defaultInclude, profile, newItems } = await ws.settings();
  const tx = ws.db.transaction(stores, 'readwrite', relaxed);
  const link = await storeLink(tx, snapshot, look);
  const observed = await readObserved(
    tx.objectStore('observed').index('section'),
    tx.objectStore('resultHashes').index('section'),
    snapshot.section,
  );
  const flags = await tx.objectStore('flags').getAll(sectionRange(snapshot.section));
  const staged = await tx.objectStore('staged').index('section').getAll([origin, sectionId]);
  const awaited = await tx.objectStore('newItems').index('section').getAll([origin, sectionId]);
  const before = await tx.objectStore('sections').get([origin, sectionId]);
  const stored = await storedBefore(tx, snapshot);
  const mayBeMeant = mayBeOptedOut(staged, awaited, ws.clock.now());
  const toReview = itemsToReview({
    items: snapshot.items,
    before: stored,
    readBefore: (before?.readAt ?? null) !== null,
    waits: (item) => newItems.wait || mayBeMeant(item),
  });
  const planned = plan({
    snapshot,
    link,
    observed,
    defaultInclude,
    flags: new Map(flags.map((flag) => [flag.itemId, flag])),
    unconfirmed: unconfirmedItems(staged, snapshot.items),
    toReview,
    profile,
    settings: await readSettings(tx, snapshot),
    fingerprint: ws.fingerprint,
    sis: { ...(inSis ?? notRead), decisions: await readDecisions(tx, snapshot.section) },
  });
  const now = ws.clock.now();
  if (inSis) await storeFindings(tx, planned, observed, now);
  await concludeAcknowledged(tx, planned, observed);
  const { scores } = snapshot;
  await storeItems(tx, { scores, planned, stored, toReview, now });
  await tx.objectStore('summaries').delete([origin, sectionId]);
  const problem = look ? look.problem : (before?.problem ?? null);
  const readAt = look?.at ?? before?.readAt ?? null;
  // The reading may be older than the list of courses, and then has no name for the section but its id.
  const title = before?.title ?? snapshot.section.title;
  const { categories, periods } = snapshot;
  await tx.objectStore('sections').put({
    ...before,
    ...(inSis && { readable: true }),
    origin,
    sectionId,
    title,
    categories,
    periods,
    readAt,
    problem,
  });
  await tx.done;
  return {
    ...{ snapshot, observed, planned, link, problem },
    refused: look?.refused ?? null,
    reading: inSis?.reading ?? null,
  };
}

async function storeLink(
  tx: PlanTransaction,
  { section }: SectionSnapshot,
  look: Look | null,
): Promise<LinkRecord | null> {
  const links = tx.objectStore('links');
  const stored = (await links.get([section.origin, section.sectionId])) ?? null;
  if (!look?.link) return stored;
  const link = mergeLink(stored, look.link);
  await links.put(link);
  return link;
}

async function readSettings(
  tx: PlanTransaction,
  { section }: SectionSnapshot,
): Promise<TeacherSettings> {
  const titles = await tx.objectStore('itemSettings').getAll(sectionRange(section));
  const own = await tx.objectStore('sectionSettings').get([section.origin, section.sectionId]);
  return toTeacherSettings(titles, own);
}

/**
 * An item whose every write is acknowledged is in the SIS as Schoology has it, also if the worker died before it
 * could say so, or if the score that was refused is gone. Its last attempt was then its last success.
 */
async function concludeAcknowledged(
  tx: PlanTransaction,
  planned: PlannedItem[],
  observed: Map<string, Observed>,
): Promise<void> {
  for (const entry of planned) {
    if (entry.kind !== 'ready' || hasWork(entry) || !isWhole(entry)) continue;
    const row = observed.get(entry.lineItem.sourcedId);
    if (!row || (row.lastSuccessAt !== null && row.failure === null)) continue;
    Object.assign(row, { lastSuccessAt: row.lastAttemptAt, failure: null });
    await putObserved(tx.objectStore('observed'), tx.objectStore('resultHashes'), row);
  }
}

async function storedBefore(
  tx: PlanTransaction,
  { section }: SectionSnapshot,
): Promise<Map<string, StoredItem>> {
  const rows = await tx.objectStore('items').getAll(sectionRange(section));
  return new Map(rows.map((row) => [row.itemId, row]));
}

type Storing = Pick<SectionSnapshot, 'scores'> & {
  planned: PlannedItem[];
  /** The section's items as they were. */
  stored: ReadonlyMap<string, StoredItem>;
  toReview: ReadonlySet<string>;
  now: number;
};

/** Replaces the section's items; those that Schoology no longer lists go. */
async function storeItems(
  tx: PlanTransaction,
  { scores, planned, stored, toReview, now }: Storing,
): Promise<void> {
  const items = tx.objectStore('items');
  const above = countAboveMaximum(planned, scores);
  const gone = new Map(stored);
  for (const entry of planned) {
    const { item } = entry;
    const firstSeenAt = stored.get(item.itemId)?.firstSeenAt ?? now;
    const aboveMaximum = above.get(item.itemId) ?? 0;
    const row: StoredItem = { ...item, firstSeenAt, planned: toPlanned(entry), aboveMaximum };
    await items.put(toReview.has(item.itemId) ? { ...row, toReview: true } : row);
    gone.delete(item.itemId);
  }
  for (const { origin, sectionId, itemId } of gone.values()) {
    await items.delete([origin, sectionId, itemId]);
  }
}

/** Scores above the points of their item, by item id. */
function countAboveMaximum(
  planned: PlannedItem[],
  scores: SectionSnapshot['scores'],
): Map<string, number> {
  const maximum = new Map(planned.map(({ item }) => [item.itemId, item.points]));
  const counts = new Map<string, number>();
  for (const { itemId, points } of scores) {
    const most = maximum.get(itemId) ?? null;
    if (points === null || most === null || points <= most) continue;
    counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  }
  return counts;
}
