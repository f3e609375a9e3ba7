import type { Reason } from '../model/reason.ts';
import { SisError } from '../sis/sis-client.ts';
import type { Observed } from '../storage/records.ts';
import { attempt, type ItemPorts } from './item-ports.ts';
import type { ReadyItem } from './plan.ts';
import { putResults } from './put-results.ts';

export type ItemOutcome =
  | { kind: 'synced' | 'left' }
  | { kind: 'failed'; reason: Reason; detail: string };

/**
 * Puts one line item and its changed results. A refused result stops nothing else; a refused line item keeps its
 * results back. `row` takes every acknowledgement and the outcome.
 *
 * Rejects with SisError of scope `run` only: then nothing of this item has failed, it waits.
 */
export async function syncItem(
  ready: ReadyItem,
  row: Observed,
  ports: ItemPorts,
): Promise<ItemOutcome> {
  if (!ports.mayGoOn()) return { kind: 'left' };
  row.lastAttemptAt = ports.clock.now();
  if (ready.putLineItem) {
    const answer = await ports.limit(() =>
      attempt(() => ports.sis.putLineItem(ready.lineItem), ports),
    );
    if (answer === 'left') return { kind: 'left' };
    if (answer instanceof SisError)
      return finish(ready, row, [answer], ready.results.length, ports);
    row.lineItem = ready.lineItemHash;
    row.title = ready.lineItem.title;
    ports.note(row);
  }
  const { refused, unsent } = await putResults(ready.results, row, ports);
  if (unsent > 0 && refused.length === 0) return { kind: 'left' };
  return finish(ready, row, refused, unsent, ports);
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
  // Students the SIS does not know are not sent: the item is not wholly in the SIS, so this is no success.
  if (outcome.kind === 'synced' && ready.unlinked === 0) row.lastSuccessAt = now;
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
