import { LmsError } from '../lms/lms-error.ts';
import type { Clock } from '../model/clock.ts';
import type { SectionSnapshot } from '../model/graded-item.ts';
import type { SectionKey } from '../model/item-key.ts';
import type { Reason } from '../model/reason.ts';
import type { Profile } from '../sis/profile.ts';
import { type SisClient, SisError } from '../sis/sis-client.ts';
import { type Database, relaxed, sectionRange } from '../storage/database.ts';
import { readFlags } from '../storage/flag-store.ts';
import type { Mirror } from '../storage/mirror.ts';
import type { LinkRecord, Observed, Planned, StoredItem } from '../storage/records.ts';
import { bindNewItems, unconfirmedItems } from '../storage/staged-store.ts';
import type { Fingerprint } from './fingerprint.ts';
import { linkSection } from './link-section.ts';
import { hasWork, type PlannedItem, plan } from './plan.ts';

/** Everything outside that preparing and running a sync touches. */
export type Workspace = {
  db: Database;
  mirror: Mirror;
  clock: Clock;
  /** Reads one section of Schoology whole. Rejects with LmsError. */
  readSnapshot(section: SectionKey): Promise<SectionSnapshot>;
  /** The configured SIS. Rejects with SisError (NOT_CONFIGURED, NO_HOST_ACCESS …). */
  sis(): Promise<SisClient>;
  settings(): Promise<{ defaultInclude: boolean; teacherEmail: string }>;
  profile: Profile;
  fingerprint: Fingerprint;
};

export type PreparedSection = {
  snapshot: SectionSnapshot;
  link: LinkRecord | null;
  observed: Map<string, Observed>;
  planned: PlannedItem[];
  /** What keeps the section from being joined to the SIS; the plan then has no ready items. */
  problem: Reason | null;
};

/** A link younger than this is not read again; a new student in the SIS is seen within that time. */
const linkMaxAge = 15 * 60_000;

/**
 * Reads Schoology and, when due, the SIS; plans; and stores what the panel shows. Rejects with LmsError when
 * Schoology cannot be read (the stored rows then stay as they were, and the section says why).
 */
export async function prepareSection(
  ws: Workspace,
  section: SectionKey,
  options: { relink: boolean } = { relink: false },
): Promise<PreparedSection> {
  const snapshot = await ws.readSnapshot(section).catch(async (error: unknown) => {
    if (error instanceof LmsError) await noteProblem(ws, section, error.reason);
    throw error;
  });
  const stored = await storedItems(ws.db, section);
  const unseen = snapshot.items.filter(({ itemId }) => !stored.has(itemId));
  await bindNewItems(ws, section, unseen);
  const { link, problem } = await joinToSis(ws, snapshot, options.relink);
  const observed = await readObserved(ws.db, section);
  const planned = await replan(ws, { snapshot, link, observed });
  await concludeAcknowledged(ws.db, planned, observed);
  await storeSection(ws, { snapshot, link, observed, planned, problem }, stored);
  return { snapshot, link, observed, planned, problem };
}

/** Plans again from a snapshot that is still in memory, with the flags and acknowledgements of now. */
export async function replan(
  ws: Workspace,
  { snapshot, link, observed }: Pick<PreparedSection, 'snapshot' | 'link' | 'observed'>,
): Promise<PlannedItem[]> {
  const { defaultInclude } = await ws.settings();
  return plan({
    snapshot,
    link,
    observed,
    defaultInclude,
    flags: await readFlags(ws.db, snapshot.section),
    unconfirmed: await unconfirmedItems(ws.db, snapshot.items),
    profile: ws.profile,
    fingerprint: ws.fingerprint,
  });
}

/**
 * An item whose every write is acknowledged is in the SIS as Schoology has it, also if the worker died before it
 * could say so, or if the score that was refused is gone. Its last attempt was then its last success.
 */
async function concludeAcknowledged(
  db: Database,
  planned: PlannedItem[],
  observed: Map<string, Observed>,
): Promise<void> {
  for (const entry of planned) {
    if (entry.kind !== 'ready' || hasWork(entry) || entry.unlinked > 0) continue;
    const row = observed.get(entry.lineItem.sourcedId);
    if (!row || (row.lastSuccessAt !== null && row.failure === null)) continue;
    Object.assign(row, { lastSuccessAt: row.lastAttemptAt, failure: null });
    await db.put('observed', row);
  }
}

async function joinToSis(
  ws: Workspace,
  snapshot: SectionSnapshot,
  relink: boolean,
): Promise<{ link: LinkRecord | null; problem: Reason | null }> {
  const { origin, sectionId } = snapshot.section;
  const before = (await ws.db.get('links', [origin, sectionId])) ?? null;
  const now = ws.clock.now();
  const fresh = before !== null && before.classId !== null && now - before.readAt < linkMaxAge;
  if (fresh && !relink) return { link: before, problem: null };
  try {
    const { teacherEmail } = await ws.settings();
    const link = await linkSection(snapshot, await ws.sis(), before, { teacherEmail, now });
    return { link, problem: link.classId === null ? { code: 'SECTION_NOT_LINKED' } : null };
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    return { link: before, problem: { code: error.code, params: { detail: error.detail } } };
  }
}

async function noteProblem(ws: Workspace, section: SectionKey, problem: Reason): Promise<void> {
  const tx = ws.db.transaction('sections', 'readwrite', relaxed);
  const row = await tx.store.get([section.origin, section.sectionId]);
  if (row) await tx.store.put({ ...row, problem });
  await tx.done;
}

export async function storedItems(
  db: Database,
  section: SectionKey,
): Promise<Map<string, StoredItem>> {
  const rows = await db.getAll('items', sectionRange(section));
  return new Map(rows.map((row) => [row.itemId, row]));
}

export async function readObserved(
  db: Database,
  { origin, sectionId }: SectionKey,
): Promise<Map<string, Observed>> {
  const rows = await db.getAllFromIndex('observed', 'section', [origin, sectionId]);
  return new Map(rows.map((row) => [row.lineItemId, row]));
}

async function storeSection(
  ws: Workspace,
  prepared: PreparedSection,
  before: Map<string, StoredItem>,
): Promise<void> {
  const { snapshot, link, planned, problem } = prepared;
  const { origin, sectionId, title } = snapshot.section;
  const now = ws.clock.now();
  const tx = ws.db.transaction(['sections', 'items', 'links'], 'readwrite', relaxed);
  const items = tx.objectStore('items');
  for (const entry of planned) {
    const { item } = entry;
    const firstSeenAt = before.get(item.itemId)?.firstSeenAt ?? now;
    await items.put({ ...item, firstSeenAt, planned: toPlanned(entry) });
  }
  const present = new Set(planned.map(({ item }) => item.itemId));
  for (const gone of before.keys()) {
    if (!present.has(gone)) await items.delete([origin, sectionId, gone]);
  }
  await tx.objectStore('sections').put({
    origin,
    sectionId,
    title,
    categories: snapshot.categories,
    readAt: now,
    problem,
  });
  if (link) await tx.objectStore('links').put(link);
  await tx.done;
}

/** What the panel needs of a planned item. */
export function toPlanned(entry: PlannedItem): Planned {
  if (entry.kind === 'opted-out') return { changes: 0, reason: null, blocked: false };
  if (entry.kind !== 'ready') return { changes: 0, reason: entry.reason, blocked: true };
  const changes = (entry.putLineItem ? 1 : 0) + entry.results.length;
  if (entry.unlinked > 0) {
    const reason: Reason = { code: 'STUDENT_NOT_LINKED', params: { n: entry.unlinked } };
    return { changes, reason, blocked: true };
  }
  const reason: Reason | null =
    entry.cleared > 0 ? { code: 'SCORE_CLEARED', params: { n: entry.cleared } } : null;
  return { changes, reason, blocked: false };
}
