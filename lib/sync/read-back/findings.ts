import type { ItemFields, LineItemPayload, ResultPayload } from '../../sis/sis-client.ts';
import type { DecisionRecord, Observed } from '../../storage/records.ts';
import type { Fingerprint } from '../plan/fingerprint.ts';
import {
  differingFields,
  fieldsOf,
  fieldsWanted,
  isBlank,
  type SisReading,
  type Standing,
  sameStanding,
  standingOf,
} from '../plan/sis-value.ts';

/** What is known of the SIS beyond what it acknowledged. */
export type SisKnowledge = {
  /** The class as it was read a moment ago; null = it was not read. */
  reading: SisReading | null;
  /** sourcedIds that were acknowledged since: what stands there otherwise, the SIS itself has made so. */
  written: ReadonlySet<string>;
  /** What the teacher decided about values changed in the SIS, by decisionKey. */
  decisions: ReadonlyMap<string, DecisionRecord>;
};

export const nothingKnown: SisKnowledge = {
  reading: null,
  written: new Set(),
  decisions: new Map(),
};

/** A decision is about one score, or with '' in place of the student about the line item. */
export const decisionKey = (lineItemId: string, studentId: string): string =>
  `${lineItemId}|${studentId}`;

/**
 * How a value in the SIS stands to what we would send. `value` is its fingerprint; null = it was not read.
 * `ours`: as we left it, or nobody's. `equal`: what we would send. `other`: we sent what we would send, and the SIS
 * shows it otherwise. `changed`: somebody has changed it since our last write, or put it where we have written nothing.
 */
export type Finding = { kind: 'ours' | 'equal' | 'other' | 'changed'; value: string | null };

type Place = { known: Observed | undefined; sis: SisKnowledge; fingerprint: Fingerprint };

/** Scores are told apart by place, so that equal scores of two students do not look equal on disk. */
export const scorePrint = (
  fingerprint: Fingerprint,
  { lineItemId, studentId }: Pick<ResultPayload, 'lineItemId' | 'studentId'>,
  standing: Standing,
): string => fingerprint([lineItemId, studentId, standing.mark, standing.score]);

export function findScore(
  payload: ResultPayload,
  hash: string,
  { known, sis, fingerprint }: Place,
): Finding {
  const { lineItemId, studentId } = payload;
  if (!sis.reading?.items.has(lineItemId)) {
    const value = known?.changed?.scores[studentId];
    if (value === undefined) return { kind: 'ours', value: null };
    const equal = value === scorePrint(fingerprint, payload, standingOf(payload));
    return { kind: equal ? 'equal' : 'changed', value };
  }
  const wanted = standingOf(payload);
  const shown = standingOf(sis.reading.scores.get(lineItemId)?.get(studentId));
  const value = scorePrint(fingerprint, payload, shown);
  if (sameStanding(shown, wanted)) return { kind: 'equal', value };
  const sent = known?.results[studentId];
  const before = known?.shows?.scores[studentId];
  const asLeft = value === before || sis.written.has(payload.sourcedId);
  if (asLeft) return { kind: sent === hash ? 'other' : 'ours', value };
  const unaccounted = sent === undefined ? !isBlank(shown) : before !== undefined || sent === hash;
  return { kind: unaccounted && !known?.unsure ? 'changed' : 'ours', value };
}

export type ItemFinding = Finding & {
  /** As the SIS shows it; null = it was not read, or is as we left it. */
  now: ItemFields | null;
};

/** `gone`: the SIS listed it once and lists it no more. */
export function findItem(
  lineItem: LineItemPayload,
  { known, sis, fingerprint }: Place,
): ItemFinding | 'gone' {
  const wanted = fieldsWanted(lineItem);
  if (!sis.reading) {
    const now = known?.changed?.item ?? null;
    if (known?.gone) return 'gone';
    if (!now) return { kind: 'ours', value: null, now: null };
    return { ...sameOr(now, wanted, 'changed'), value: fingerprint(now), now };
  }
  const listed = sis.reading.items.get(lineItem.sourcedId);
  if (!listed) return known?.listed ? 'gone' : { kind: 'ours', value: null, now: null };
  const now = fieldsOf(listed);
  const found = { value: fingerprint(now), now };
  const before = known?.shows?.item ?? null;
  const asLeft =
    known?.unsure ||
    sis.written.has(lineItem.sourcedId) ||
    (before ? differingFields(now, before).length === 0 : (known?.lineItem ?? null) !== null);
  return { ...sameOr(now, wanted, asLeft ? 'ours' : 'changed'), ...found };
}

const sameOr = (now: ItemFields, wanted: ItemFields, kind: Finding['kind']) => ({
  kind: differingFields(now, wanted).length === 0 ? ('equal' as const) : kind,
});
