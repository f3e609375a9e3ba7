import type { IDBPObjectStore } from 'idb';
import type { SectionKey } from '../../model/item-key.ts';
import type { Schema } from '../../storage/database.ts';
import { putObserved } from '../../storage/observed-rows.ts';
import type { DecisionRecord, Observed } from '../../storage/records.ts';
import { sentButUnknown } from '../plan/fingerprint.ts';
import type { Found, PlannedItem, ReadyItem } from '../plan/plan.ts';
import type { PlanTransaction } from '../plan/plan-section.ts';
import { newObserved } from '../run/new-observed.ts';
import { decisionKey } from './findings.ts';

/** What the teacher decided about values of this section that were changed in the SIS, by decisionKey. */
export async function readDecisions(
  tx: PlanTransaction,
  { origin, sectionId }: SectionKey,
): Promise<Map<string, DecisionRecord>> {
  const rows = await tx.objectStore('decisions').index('section').getAll([origin, sectionId]);
  return new Map(rows.map((row) => [decisionKey(row.lineItemId, row.studentId), row]));
}

/**
 * Keeps what a look at the SIS has found, as hashes: what it shows for what we sent, and what somebody has changed.
 * What it shows as Schoology has it counts as acknowledged. Rows of `observed` are changed in place.
 */
export async function storeFindings(
  tx: PlanTransaction,
  planned: PlannedItem[],
  observed: Map<string, Observed>,
  now: number,
): Promise<void> {
  for (const entry of planned) {
    if (entry.kind !== 'ready' || !entry.found) continue;
    const known = observed.get(entry.lineItem.sourcedId);
    if (!known && !entry.found.item?.now) continue; // nothing of ours, and nothing of anybody's
    const row = known ?? newObserved(entry);
    noteFound(row, entry, entry.found, now);
    observed.set(row.lineItemId, row);
    await putObserved(tx.objectStore('observed'), tx.objectStore('resultHashes'), row);
    await forgetSettled(tx.objectStore('decisions'), row);
  }
}

function noteFound(row: Observed, entry: ReadyItem, { item, scores }: Found, now: number): void {
  if (entry.gone) {
    row.gone = true;
    row.failure = { code: 'ITEM_REMOVED_IN_SIS', params: {}, at: now };
    return;
  }
  if (!item?.now) return; // not listed, and never was: nothing can be told from it
  const isChanged = item.kind === 'changed';
  const shows = {
    item: isChanged ? (row.shows?.item ?? null) : item.now,
    scores: { ...row.shows?.scores },
  };
  const changed = { item: isChanged ? item.now : null, scores: {} as Record<string, string> };
  for (const [studentId, { kind, value, hash }] of Object.entries(scores)) {
    if (value === null) continue;
    const sent = row.results[studentId];
    if (kind === 'changed') changed.scores[studentId] = value;
    else if (kind === 'equal' || sent !== undefined) shows.scores[studentId] = value;
    if (kind === 'equal' && sent !== sentButUnknown && sent !== hash) {
      row.results[studentId] = hash;
      row.lastAttemptAt = now;
    }
    if (row.unsure && kind === 'ours' && sent !== undefined)
      row.results[studentId] = sentButUnknown;
  }
  Object.assign(row, { shows, changed, differs: entry.differs, listed: true });
  if (row.gone) row.failure = null;
  delete row.gone;
  delete row.unsure;
}

type Decisions = Pick<
  IDBPObjectStore<Schema, ('decisions' | 'observed')[], 'decisions', 'readwrite'>,
  'getAll' | 'delete'
>;

/** A decision ends with the value it was about: the same change made a second time is asked about again. */
export async function forgetSettled(
  decisions: Decisions,
  { lineItemId, changed }: Observed,
): Promise<void> {
  const ofItem = IDBKeyRange.bound([lineItemId], [lineItemId, []]);
  for (const { studentId, value } of await decisions.getAll(ofItem)) {
    const stands =
      studentId === '' ? (changed?.item ?? null) !== null : changed?.scores[studentId] === value;
    if (!stands) await decisions.delete([lineItemId, studentId]);
  }
}
