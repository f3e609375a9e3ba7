import {
  type ResultOutcome,
  type ResultPayload,
  type SisClient,
  SisError,
} from '../../sis/sis-client.ts';
import type { Observed } from '../../storage/records.ts';
import { sentButUnknown } from '../plan/fingerprint.ts';
import type { ResultWrite } from '../plan/plan.ts';
import { standingOf } from '../plan/sis-value.ts';
import { scorePrint } from '../read-back/findings.ts';
import { attempt, type ItemPorts, mayHaveArrived } from './item-ports.ts';

/** Results in one request, where the SIS takes several: a class, and one that is too large in a few. */
const chunkSize = 100;

/** What a request brought, as `attempt` says it. */
type Answer = ResultOutcome[] | 'left' | SisError;

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
  const put = async (chunk: ResultWrite[]): Promise<Answer> => {
    const itemRefused = sent.refused.some(({ scope }) => scope === 'item');
    const payloads = chunk.map(({ payload }) => payload);
    const sendThem = (): Promise<ResultOutcome[]> =>
      send(payloads).catch((error: unknown) => {
        if (error instanceof SisError && mayHaveArrived(error)) doubt(payloads, row, ports);
        throw error;
      });
    const answer = itemRefused ? 'left' : await attempt(sendThem, ports);
    if (answer instanceof SisError) {
      sent.refused.push(answer);
      noteRefused(row, answer, chunk);
    }
    if (Array.isArray(answer)) keep(chunk, answer, row, sent, ports);
    else sent.unsent += chunk.length;
    return answer;
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
  ports: ItemPorts,
): void {
  const unsentBefore = sent.unsent;
  for (const [at, write] of chunk.entries()) {
    const outcome = outcomes[at];
    if (outcome === 'done') acknowledge(write, row, ports);
    else sent.unsent++;
    if (outcome instanceof SisError) {
      sent.refused.push(outcome);
      noteRefused(row, outcome, [write]);
    }
  }
  ports.note(row, chunk.length - (sent.unsent - unsentBefore));
}

/** Until it is read back, the SIS is taken to show what was sent. */
function acknowledge(
  { payload, hash }: ResultWrite,
  row: Observed,
  { fingerprint, wrote }: ItemPorts,
): void {
  const { studentId } = payload;
  const { shows, changed } = row;
  row.results[studentId] = hash;
  delete row.refused?.[studentId];
  row.shows = {
    item: shows?.item ?? null,
    scores: {
      ...shows?.scores,
      [studentId]: scorePrint(fingerprint, payload, standingOf(payload)),
    },
  };
  if (changed) row.changed = { ...changed, scores: without(changed.scores, studentId) };
  wrote(payload.sourcedId);
}

/** No answer came: what the SIS shows for these students from now on may be ours. */
function doubt(payloads: ResultPayload[], row: Observed, { note }: ItemPorts): void {
  for (const { studentId } of payloads) {
    row.results[studentId] = sentButUnknown;
    if (row.shows) row.shows = { ...row.shows, scores: without(row.shows.scores, studentId) };
  }
  note(row);
}

const without = (scores: Record<string, string>, studentId: string): Record<string, string> =>
  Object.fromEntries(Object.entries(scores).filter(([id]) => id !== studentId));

/** A refusal of the whole item says nothing of single scores. */
function noteRefused(row: Observed, { code, scope }: SisError, results: ResultWrite[]): void {
  if (scope !== 'score') return;
  const refused = results.map(({ payload, hash }) => [payload.studentId, { code, hash }] as const);
  row.refused = { ...row.refused, ...Object.fromEntries(refused) };
}

const chunked = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
