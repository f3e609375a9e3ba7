import type { BigChange } from '../../model/preview.ts';
import type { Observed } from '../../storage/records.ts';
import { type Fingerprint, sentButUnknown } from './fingerprint.ts';
import type { ReadyItem } from './plan.ts';
import type { SisReading } from './sis-value.ts';

/** Fewer scores than this are never unusual. */
const few = 10;
/** More than this part of the scores is. */
const quarter = 0.25;

/** What a run would send of one section, what the SIS has acknowledged of all of it, and the class if it was read. */
export type SectionWork = {
  items: ReadyItem[];
  observed: ReadonlyMap<string, Observed>;
  reading: SisReading | null;
};

/**
 * What of a run a teacher should look at before it goes: more than a quarter of a section's synced scores changes, a
 * quarter of what is sent is zeros, an item moves to another grading period, or the first items go to a class that a
 * program feeds already, which may be Schoology's own passback (powerschool.md 0.9). Null = nothing unusual. A section
 * that is synced for the first time has no score that could change.
 */
export function bigChange(work: SectionWork[]): BigChange | null {
  const found = work.map(ofSection);
  const sum = (part: keyof BigChange): number => found.reduce((n, one) => n + one[part], 0);
  const total = {
    changed: sum('changed'),
    synced: sum('synced'),
    zeros: sum('zeros'),
    moved: sum('moved'),
    byProgram: sum('byProgram'),
  };
  const { changed, zeros, moved, byProgram } = total;
  return changed + zeros + moved + byProgram === 0 ? null : total;
}

function ofSection({ items, observed, reading }: SectionWork): BigChange {
  const synced = [...observed.values()].flatMap(({ results }) => Object.keys(results)).length;
  const writes = items.flatMap(({ results }) => results);
  const changed = writes.filter(({ payload }) => isChange(payload, observed)).length;
  const zeros = writes.filter(
    ({ payload }) => payload.score === 0 && payload.scoreStatus === 'fully graded',
  ).length;
  const changesMuch = isMuch(changed, synced);
  return {
    changed: changesMuch ? changed : 0,
    synced: changesMuch ? synced : 0,
    zeros: isMuch(zeros, writes.length) ? zeros : 0,
    moved: items.filter((item) => isMove(item, observed)).length,
    byProgram: isFirst(items, observed, reading) ? madeByProgram(reading) : 0,
  };
}

/**
 * Something would be sent to a class where nothing of ours stands yet. What was sent before may stand in another class,
 * to which the course was linked then.
 */
const isFirst = (
  items: ReadyItem[],
  observed: SectionWork['observed'],
  reading: SisReading | null,
): boolean =>
  items.length > 0 &&
  [...observed].every(([id, { lineItem }]) => lineItem === null || !reading?.items.has(id));

const madeByProgram = (reading: SisReading | null): number =>
  [...(reading?.items.values() ?? [])].filter((item) => item.madeByProgram).length;

const isMuch = (part: number, of: number): boolean => part >= few && part > of * quarter;

/** The SIS has acknowledged another score. What the teacher sends again whole, or what may be lost, is no change. */
function isChange(
  { lineItemId, studentId }: ReadyItem['results'][number]['payload'],
  observed: SectionWork['observed'],
): boolean {
  const sent = observed.get(lineItemId)?.results[studentId];
  return sent !== undefined && sent !== sentButUnknown;
}

function isMove({ putLineItem, lineItem }: ReadyItem, observed: SectionWork['observed']): boolean {
  const known = observed.get(lineItem.sourcedId);
  if (!putLineItem || !known?.periodId || lineItem.gradingPeriodId === null) return false;
  return known.periodId !== lineItem.gradingPeriodId && Object.keys(known.results).length > 0;
}

/** One text for everything that a run would send: another plan has another one. */
export const planDigest = (items: ReadyItem[], fingerprint: Fingerprint): string =>
  fingerprint(
    items.map(({ lineItem, lineItemHash, putLineItem, results }) => [
      lineItem.sourcedId,
      putLineItem ? lineItemHash : null,
      ...results.map(({ hash }) => hash),
    ]),
  );
