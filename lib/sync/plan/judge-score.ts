import type { Score } from '../../model/graded-item.ts';
import { lineItemId } from '../../sis/ids.ts';
import type { ResultPayload } from '../../sis/sis-client.ts';
import type { LinkRecord, Observed } from '../../storage/records.ts';
import type { Fingerprint } from './fingerprint.ts';
import { type CellResult, type ScoreRules, toResult } from './score-result.ts';

/**
 * What a sync would do with one student's score. `acknowledged` = what the SIS took from us before: exactly this,
 * something else, or nothing. `cleared` = Schoology shows no score any more, and the SIS still holds the one we sent.
 */
export type Verdict =
  | {
      kind: 'result';
      payload: ResultPayload;
      hash: string;
      acknowledged: 'same' | 'other' | 'nothing';
    }
  | { kind: 'unlinked' | 'cleared' }
  | { kind: Exclude<CellResult['kind'], 'result'> };

export type Judging = {
  lineItemId: string;
  /** Schoology uid to SIS user sourcedId. */
  students: LinkRecord['students'];
  known: Observed | undefined;
  rules: ScoreRules;
  fingerprint: Fingerprint;
};

/** What judging the scores of an item takes; null while its section has no SIS class. */
export function judgingOf(
  item: Parameters<typeof lineItemId>[0],
  link: LinkRecord | null,
  observed: ReadonlyMap<string, Observed>,
  given: Pick<Judging, 'rules' | 'fingerprint'>,
): Judging | null {
  if (!link?.classId) return null;
  const id = lineItemId(item, link.classId);
  return { lineItemId: id, students: link.students, known: observed.get(id), ...given };
}

export function judgeScore(score: Score, judging: Judging): Verdict {
  const { lineItemId, students, known, rules, fingerprint } = judging;
  const studentId = students[score.uid];
  if (studentId === undefined) return { kind: hasValue(score) ? 'unlinked' : 'blank' };
  const cell = toResult(score, lineItemId, studentId, rules);
  const before = known?.results[studentId];
  if (cell.kind === 'blank') return { kind: before === undefined ? 'blank' : 'cleared' };
  if (cell.kind !== 'result') return { kind: cell.kind };
  const hash = fingerprint(cell.payload);
  const acknowledged = before === undefined ? 'nothing' : before === hash ? 'same' : 'other';
  return { kind: 'result', payload: cell.payload, hash, acknowledged };
}

const hasValue = ({ points, exception, notNumeric }: Score): boolean =>
  points !== null || exception !== null || notNumeric === true;
