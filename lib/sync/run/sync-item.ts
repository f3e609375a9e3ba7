import type { Reason } from '../../model/reason.ts';
import { SisError } from '../../sis/sis-client.ts';
import type { Observed } from '../../storage/records.ts';
import { sentButUnknown } from '../plan/fingerprint.ts';
import { isWhole, type ReadyItem } from '../plan/plan.ts';
import { fieldsWanted } from '../plan/sis-value.ts';
import { attempt, type ItemPorts, mayHaveArrived } from './item-ports.ts';
import { putResults } from './put-results.ts';

export type ItemOutcome =
  | { kind: 'synced' | 'left' }
  | { kind: 'failed'; reason: Reason; detail: string };

/**
 * Puts one line item and its changed results. A refused result stops nothing else; a refused line item keeps its
 * results back. `row` takes every acknowledgement and the outcome.
 *
 * What stops the whole run leaves the item as it is: nothing of it has failed, it waits. Rejects only with what is no
 * SisError.
 */
export async function syncItem(
  ready: ReadyItem,
  row: Observed,
  ports: ItemPorts,
): Promise<ItemOutcome> {
  if (!ports.mayGoOn()) return { kind: 'left' };
  row.lastAttemptAt = ports.clock.now();
  if (ready.putLineItem) {
    const answer = await ports.limit(() => attempt(() => putLineItem(ready, row, ports), ports));
    if (answer === 'left') return { kind: 'left' };
    if (answer instanceof SisError)
      return finish(ready, row, [answer], ready.results.length, ports);
    noteLineItem(ready, row, ports);
  }
  const { refused, unsent } = await putResults(ready.results, row, ports);
  if (unsent > 0 && refused.length === 0) return { kind: 'left' };
  return finish(ready, row, refused, unsent, ports);
}

async function putLineItem(
  { lineItem }: ReadyItem,
  row: Observed,
  { sis, note }: ItemPorts,
): Promise<void> {
  try {
    await sis.putLineItem(lineItem);
  } catch (error) {
    if (error instanceof SisError && mayHaveArrived(error)) {
      Object.assign(row, { lineItem: row.lineItem === null ? null : sentButUnknown, unsure: true });
      note(row);
    }
    throw error;
  }
}

function noteLineItem(
  { lineItem, lineItemHash }: ReadyItem,
  row: Observed,
  ports: ItemPorts,
): void {
  row.lineItem = lineItemHash;
  row.title = lineItem.title;
  row.periodId = lineItem.gradingPeriodId;
  row.shows = { scores: row.shows?.scores ?? {}, item: fieldsWanted(lineItem) };
  if (row.changed) row.changed = { ...row.changed, item: null };
  ports.wrote(lineItem.sourcedId);
  ports.note(row);
}

function finish(
  ready: ReadyItem,
  row: Observed,
  refused: SisError[],
  unsent: number,
  { clock, note }: ItemPorts,
): ItemOutcome {
  const [first] = refused;
  const now = clock.now();
  const outcome: ItemOutcome = first
    ? { kind: 'failed', reason: failureReason(first, ready, unsent), detail: first.detail }
    : { kind: 'synced' };
  row.failure = outcome.kind === 'failed' ? { ...outcome.reason, at: now } : null;
  // What waits for the teacher is not sent: the item is not wholly in the SIS, so this is no success.
  if (outcome.kind === 'synced' && isWhole(ready)) row.lastSuccessAt = now;
  note(row);
  return outcome;
}

function failureReason(error: SisError, ready: ReadyItem, unsent: number): Reason {
  const total = ready.results.length + ready.unchanged;
  return {
    code: error.code,
    params: { sent: total - unsent, total, status: error.status ?? '' },
  };
}
