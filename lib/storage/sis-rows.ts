import type { IDBPTransaction } from 'idb';
import { type SectionKey, sectionKeyText } from '../model/item-key.ts';
import { type Database, type Schema, strict } from './database.ts';
import type { LinkRecord, OtherSisRows, RunRecord } from './records.ts';

const stores = [
  'sisInForce',
  'otherSis',
  'links',
  'observed',
  'resultHashes',
  'decisions',
  'sections',
  'items',
  'summaries',
  'runs',
] as const;
type Move = IDBPTransaction<Schema, typeof stores, 'readwrite'>;

/**
 * Makes the rows about `sis` the ones in force. Ids, hashes and decisions mean something in one SIS only, so another
 * one's are put away, nothing of them is shown or planned with, and they are in force again when the connection comes
 * back. Rows that name no SIS are of the one that is configured now: they are from before SISs were told apart.
 *
 * In one transaction, at the start of a life: nothing else may be at work on these rows.
 */
export async function putSisInForce(db: Database, sis: string, now: number): Promise<void> {
  const tx = db.transaction(stores, 'readwrite', strict);
  const before = await tx.objectStore('sisInForce').get('name');
  if (before !== sis) await tx.objectStore('sisInForce').put(sis, 'name');
  if (before !== undefined && before !== sis) {
    for (const section of await sectionsWithRows(tx)) await putAway(tx, before, section);
    await bringBack(tx, sis);
    await forgetPlans(tx);
    await endRun(tx, now);
  }
  await tx.done;
}

async function sectionsWithRows(tx: Move): Promise<SectionKey[]> {
  const found = new Map<string, SectionKey>();
  const add = ([origin, sectionId]: [string, string]): void => {
    found.set(sectionKeyText({ origin, sectionId }), { origin, sectionId });
  };
  (await tx.objectStore('links').getAllKeys()).forEach(add);
  let cursor = await tx.objectStore('observed').index('section').openKeyCursor(null, 'nextunique');
  while (cursor) {
    add(cursor.key);
    cursor = await cursor.continue();
  }
  return [...found.values()];
}

async function putAway(tx: Move, sis: string, { origin, sectionId }: SectionKey): Promise<void> {
  const section: [string, string] = [origin, sectionId];
  const [links, observed] = [tx.objectStore('links'), tx.objectStore('observed')];
  const [hashes, decisions] = [tx.objectStore('resultHashes'), tx.objectStore('decisions')];
  const rows = {
    link: (await links.get(section)) ?? null,
    observed: await observed.index('section').getAll(section),
    resultHashes: await hashes.index('section').getAll(section),
    decisions: await decisions.index('section').getAll(section),
  };
  await tx.objectStore('otherSis').put({ sis, origin, sectionId, ...rows });
  await links.delete(section);
  for (const { lineItemId } of rows.observed) await observed.delete(lineItemId);
  for (const { lineItemId } of rows.resultHashes) await hashes.delete(lineItemId);
  for (const { lineItemId, studentId } of rows.decisions) {
    await decisions.delete([lineItemId, studentId]);
  }
}

async function bringBack(tx: Move, sis: string): Promise<void> {
  const others = tx.objectStore('otherSis');
  for (const row of await others.getAll(IDBKeyRange.bound([sis], [sis, []]))) {
    if (row.link) await tx.objectStore('links').put(row.link);
    for (const one of row.observed) await tx.objectStore('observed').put(one);
    for (const one of row.resultHashes) await tx.objectStore('resultHashes').put(one);
    for (const one of row.decisions) await tx.objectStore('decisions').put(one);
    await others.delete([sis, row.origin, row.sectionId]);
  }
}

/** What was planned, read back or counted was so against the SIS before. */
async function forgetPlans(tx: Move): Promise<void> {
  await tx.objectStore('summaries').clear();
  const sections = tx.objectStore('sections');
  for (const { readBack: _, readable: __, ...row } of await sections.getAll()) {
    await sections.put({ ...row, problem: null });
  }
  let cursor = await tx.objectStore('items').openCursor();
  while (cursor) {
    if (cursor.value.planned) await cursor.update({ ...cursor.value, planned: null });
    cursor = await cursor.continue();
  }
}

/** A run was begun for the SIS before: its list is not the other one's. */
async function endRun(tx: Move, now: number): Promise<void> {
  const runs = tx.objectStore('runs');
  const run = (await runs.index('startedAt').openCursor(null, 'prev'))?.value;
  if (!run || run.finishedAt !== null) return;
  const ended: Pick<RunRecord, 'state' | 'stopReason'> = {
    state: 'stopped',
    stopReason: { code: 'CONNECTION_CHANGED' },
  };
  await runs.put({ ...run, ...ended, todo: [], resumesAt: null, finishedAt: now });
}

type OtherSisStore = {
  get(key: [string, string, string]): Promise<OtherSisRows | undefined>;
  put(row: OtherSisRows): Promise<unknown>;
};

/** Keeps a link for a SIS that is not in force yet; what is known of the section there stays. */
export async function putOtherLink(
  others: OtherSisStore,
  sis: string,
  link: LinkRecord,
): Promise<void> {
  const { origin, sectionId } = link;
  const nothing = { observed: [], resultHashes: [], decisions: [] };
  const before = (await others.get([sis, origin, sectionId])) ?? nothing;
  await others.put({ ...before, sis, origin, sectionId, link });
}
