import type { Clock } from '../model/clock.ts';
import type { Reason } from '../model/reason.ts';
import { type SisClient, SisError } from '../sis/sis-client.ts';
import type { Observed } from '../storage/records.ts';
import type { ReadyItem, ResultWrite } from './plan.ts';

export type ItemPorts = {
  sis: SisClient;
  clock: Clock;
  /** Runs one request when its turn has come. */
  limit: <T>(request: () => Promise<T>) => Promise<T>;
  /** Asked before every request: the teacher cancelled, opted out, or the run has stopped. */
  mayGoOn: () => boolean;
  /**
   * An error that is not about this item (sign-in, rate limit, network). True: nothing more may be sent. False: the
   * run goes on, and the error counts as this item's.
   */
  stop: (error: SisError) => boolean;
  /** Told after every acknowledgement. */
  note: (row: Observed) => void;
};

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
    if (answer !== 'done') return finish(ready, row, [answer], ready.results.length, ports);
    row.lineItem = ready.lineItemHash;
    ports.note(row);
  }
  const { refused, left } = await putResults(ready.results, row, ports);
  if (left > 0 && refused.length === 0) return { kind: 'left' };
  return finish(ready, row, refused, refused.length + left, ports);
}

async function putResults(
  results: ResultWrite[],
  row: Observed,
  ports: ItemPorts,
): Promise<{ refused: SisError[]; left: number }> {
  const refused: SisError[] = [];
  let left = 0;
  const put = async ({ payload, hash }: ResultWrite): Promise<void> => {
    const itemRefused = refused.some(({ scope }) => scope === 'item');
    const answer = itemRefused ? 'left' : await attempt(() => ports.sis.putResult(payload), ports);
    if (answer === 'left') left++;
    else if (answer !== 'done') refused.push(answer);
    else {
      row.results[payload.studentId] = hash;
      ports.note(row);
    }
  };
  await Promise.all(results.map((write) => ports.limit(() => put(write))));
  return { refused, left };
}

/** The error when this item or score was refused. An error that concerns the whole run stops it. */
async function attempt(
  request: () => Promise<void>,
  { mayGoOn, stop }: ItemPorts,
): Promise<'done' | 'left' | SisError> {
  if (!mayGoOn()) return 'left';
  try {
    await request();
    return 'done';
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    return error.scope === 'run' && stop(error) ? 'left' : error;
  }
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
