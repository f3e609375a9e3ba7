import {
  type ResultOutcome,
  type ResultPayload,
  type SisClient,
  SisError,
} from '../sis/sis-client.ts';
import type { Observed } from '../storage/records.ts';
import { attempt, type ItemPorts } from './item-ports.ts';
import type { ResultWrite } from './plan.ts';

/** Results in one request, where the SIS takes several: a class, and one that is too large in a few. */
const chunkSize = 100;

/** The refusals, and how many results the SIS has not acknowledged: refused, or not sent any more. */
type Sent = { refused: SisError[]; unsent: number };

/**
 * Puts the changed results of an item: many at once where the SIS takes them so, else one by one. A refused result
 * stops nothing else; a refused item keeps back what is left. `row` takes every acknowledgement.
 */
export async function putResults(
  results: ResultWrite[],
  row: Observed,
  ports: ItemPorts,
): Promise<Sent> {
  const sent: Sent = { refused: [], unsent: 0 };
  const { size, send } = senderOf(ports.sis);
  const put = async (chunk: ResultWrite[]): Promise<void> => {
    const itemRefused = sent.refused.some(({ scope }) => scope === 'item');
    const payloads = chunk.map(({ payload }) => payload);
    const answer = itemRefused ? 'left' : await attempt(() => send(payloads), ports);
    if (answer instanceof SisError) sent.refused.push(answer);
    if (Array.isArray(answer)) keep(chunk, answer, row, sent, ports);
    else sent.unsent += chunk.length;
  };
  await Promise.all(chunked(results, size).map((chunk) => ports.limit(() => put(chunk))));
  return sent;
}

/** How this SIS takes results, and how many at a time. */
function senderOf(sis: SisClient): {
  size: number;
  send: (payloads: ResultPayload[]) => Promise<ResultOutcome[]>;
} {
  const { putResults: putMany } = sis;
  if (putMany) return { size: chunkSize, send: (payloads) => putMany(payloads) };
  return {
    size: 1,
    async send(payloads) {
      for (const payload of payloads) await sis.putResult(payload);
      return payloads.map(() => 'done');
    },
  };
}

/** Notes what was acknowledged. Only a plain yes counts: an outcome that is missing is none. */
function keep(
  chunk: ResultWrite[],
  outcomes: ResultOutcome[],
  row: Observed,
  sent: Sent,
  { note }: ItemPorts,
): void {
  const unsentBefore = sent.unsent;
  for (const [at, { payload, hash }] of chunk.entries()) {
    const outcome = outcomes[at];
    if (outcome === 'done') row.results[payload.studentId] = hash;
    else sent.unsent++;
    if (outcome instanceof SisError) sent.refused.push(outcome);
  }
  note(row, chunk.length - (sent.unsent - unsentBefore));
}

const chunked = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
