import { itemKeyText } from '../../model/item-key.ts';
import type { BigChange } from '../../model/preview.ts';
import type { RunRecord } from '../../storage/records.ts';
import { bigChange, planDigest } from '../plan/big-change.ts';
import type { ReadyItem } from '../plan/plan.ts';
import { readBack } from '../plan/plan-against-sis.ts';
import type { PreparedSection } from '../plan/plan-section.ts';
import { waitingItems } from '../plan/waiting-items.ts';
import { createAckWriter } from './ack-writer.ts';
import type { Active, RunnerDeps } from './active-run.ts';
import { conclude, endRun } from './end-run.ts';
import { createOutage } from './outage.ts';
import { createPace } from './pace.ts';
import { itemsToDo, prepareRun, wasInterrupted } from './prepare-run.ts';
import { saveRun } from './run-store.ts';
import { type Sending, sendSection } from './send-section.ts';
import { openWindow } from './window.ts';

/**
 * Reads, plans and sends, once through. Whatever stopped it before, what is left is found by planning again.
 */
export async function executeRun(deps: RunnerDeps, own: Active): Promise<void> {
  const { run } = own;
  const prepared = run.state === 'cancelling' ? [] : await prepareRun(deps, own);
  // Before the list is made: a pause must not go on with half of it.
  if (own.stopped || own.reading === 'no-answer') return conclude(deps, own);
  const interrupted = wasInterrupted(run);
  const work = prepared.map((section) => ({ section, items: itemsToDo(section, run) }));
  const unusual = run.todo === null ? unusualChange(deps, run, work) : null;
  if (unusual) return endRun(deps, own, 'stopped', { code: 'BIG_CHANGE', params: { ...unusual } });
  const todo = work.flatMap(({ items }) => items.map(({ item }) => itemKeyText(item)));
  // On going on after an interruption, what was done before still counts.
  const waiting = waitingItems(prepared.flatMap(({ planned }) => planned));
  Object.assign(run, { todo, total: run.done + todo.length, waiting, resumesAt: null });
  await saveRun(deps.db, run);
  deps.notify(null);
  const pace = createPace({ ...deps, limited: run.limited });
  const sending: Sending = {
    acks: createAckWriter(deps.db, run),
    window: openWindow(run, { ...deps, pace, profile: (await deps.settings()).profile }),
    pace,
    outage: createOutage(),
  };
  // All at once: the window lets them through in order, and it is not emptied at the end of every section.
  await Promise.all(
    work.map(({ section, items }) => sendSection(deps, own, section, items, sending)),
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
function unusualChange(
  { fingerprint }: RunnerDeps,
  { confirmed }: RunRecord,
  work: Work[],
): BigChange | null {
  const found = bigChange(work.map(({ section, items }) => ({ ...section, items })));
  if (!found || confirmed === undefined) return found;
  const all = work.flatMap(({ items }) => items);
  return planDigest(all, fingerprint) === confirmed ? null : found;
}
