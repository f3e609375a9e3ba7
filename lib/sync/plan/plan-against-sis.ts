import type { SectionKey } from '../../model/item-key.ts';
import type { ReadBack } from '../../model/panel-view.ts';
import type { Reason } from '../../model/reason.ts';
import { SisError } from '../../sis/sis-client.ts';
import { type Database, relaxed } from '../../storage/database.ts';
import { putObserved } from '../../storage/observed-rows.ts';
import type { Observed } from '../../storage/records.ts';
import { readClass } from '../read-back/read-class.ts';
import { newObserved } from '../run/new-observed.ts';
import type { Workspace } from '../workspace.ts';
import { isAsSent, type PlannedItem, type ReadyItem } from './plan.ts';
import { type PreparedSection, planSection } from './plan-section.ts';

const isReady = (entry: PlannedItem): entry is ReadyItem => entry.kind === 'ready';

/**
 * Reads the section's class in the SIS, two lists, and plans again with what it shows. `written` are the sourcedIds
 * acknowledged since the run began. Rejects with SisError when the class cannot be read.
 */
export async function planAgainstSis(
  ws: Workspace,
  prepared: PreparedSection,
  written: ReadonlySet<string> = new Set(),
): Promise<PreparedSection> {
  const classId = prepared.planned.find(isReady)?.lineItem.classId;
  if (classId === undefined) return prepared;
  const reading = await readClass(await ws.sis(), classId);
  return planSection(ws, prepared.snapshot, null, { reading, written });
}

/**
 * Whether nothing may be written while the class cannot be read: the SIS has let it be read before, and this error is
 * about the connection and passes. Where reading is not allowed at all, grades go as they always did.
 */
export async function mustBeRead(
  db: Database,
  { snapshot: { section } }: PreparedSection,
  error: SisError,
): Promise<boolean> {
  if (error.scope !== 'run') return false;
  return (await db.get('sections', [section.origin, section.sectionId]))?.readable === true;
}

/** What the SIS shows of these items may be ours, though it was never acknowledged: the worker died meanwhile. */
export async function doubtItems(
  db: Database,
  observed: ReadonlyMap<string, Observed>,
  items: ReadyItem[],
): Promise<void> {
  const tx = db.transaction(['observed', 'resultHashes', 'summaries'], 'readwrite', relaxed);
  for (const entry of items) {
    await tx.objectStore('summaries').delete([entry.item.origin, entry.item.sectionId]);
    const row = observed.get(entry.lineItem.sourcedId) ?? newObserved(entry);
    await putObserved(tx.objectStore('observed'), tx.objectStore('resultHashes'), {
      ...row,
      unsure: true,
    });
  }
  await tx.done;
}

type Sent = { written: ReadonlySet<string>; stopped: SisError | null; run: { state: string } };

/** After a run: what was sent is read and compared, and the section says what came of it. Never fails the run. */
export async function readBack(
  ws: Workspace,
  prepared: PreparedSection,
  { written, stopped, run }: Sent,
): Promise<void> {
  const { section } = prepared.snapshot;
  if (stopped) return note(ws, section, 'unread', reasonOf(stopped));
  if (run.state !== 'running') return note(ws, section, 'unread', { code: 'CANCELLED' });
  try {
    const { planned, observed } = await planAgainstSis(ws, prepared, written);
    const wasSent = ({ lineItem }: ReadyItem): boolean =>
      (observed.get(lineItem.sourcedId)?.lineItem ?? null) !== null;
    const ready = planned.filter(isReady).filter(wasSent);
    const isListed = ready.every(({ found, gone }) => gone || found?.item?.now);
    const state = ready.every(isAsSent) ? 'verified' : 'differs';
    await note(ws, section, isListed ? state : 'unread', null);
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    await note(ws, section, 'unread', reasonOf(error));
  }
}

const reasonOf = ({ code }: SisError): Reason => ({ code });

async function note(
  ws: Workspace,
  { origin, sectionId }: SectionKey,
  state: ReadBack['state'],
  reason: Reason | null,
): Promise<void> {
  const tx = ws.db.transaction('sections', 'readwrite', relaxed);
  const row = await tx.store.get([origin, sectionId]);
  if (row) await tx.store.put({ ...row, readBack: { state, at: ws.clock.now(), reason } });
  await tx.done;
}
