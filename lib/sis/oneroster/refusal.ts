import type { ReasonCode } from '../../model/reason.ts';
import type { Answer } from '../answer.ts';
import { errorDetail } from '../error-detail.ts';
import { saysPeriodClosed } from '../period-closed.ts';
import { retryAfter } from '../retry-after.ts';
import { SisError, type SisErrorScope } from '../sis-client.ts';

/** What was asked for: the same status means something else for each. */
export type Target = 'directory' | 'object' | 'class' | 'line-item' | 'result';

/** Nothing there (404, 410). The directory exists in every SIS, so its URL is wrong. */
const missing: Record<Target, ReasonCode> = {
  directory: 'NOT_THE_SIS',
  object: 'REJECTED',
  class: 'CLASS_GONE',
  'line-item': 'CLASS_GONE',
  result: 'ITEM_REMOVED_IN_SIS',
};

/** These say nothing about the item: everything waits. */
const wholeRun: readonly ReasonCode[] = [
  'AUTH_EXPIRED',
  'RATE_LIMITED',
  'SIS_DOWN',
  'NOT_THE_SIS',
  'REDIRECTED',
];

/**
 * The error for an answer that is not a success (oneroster.md 6). The status decides; the body supplies the words, and
 * tells apart what a 403 or a 404 leaves open. `now` is epoch milliseconds.
 */
export function refusal(answer: Answer, target: Target, now: number): SisError {
  const { status, headers } = answer;
  const detail = errorDetail(answer.body);
  const wanted = retryAfter(headers, now);
  const code = codeOf(status, target, detail, wanted !== null);
  const waits = code === 'RATE_LIMITED' || code === 'SIS_DOWN';
  const scope = scopeOf(code, target);
  return new SisError({ code, scope, status, detail, notBefore: waits ? wanted : null });
}

function codeOf(status: number, target: Target, detail: string, waits: boolean): ReasonCode {
  if (status < 300) return 'NOT_THE_SIS';
  if (status < 400) return 'REDIRECTED';
  switch (status) {
    case 401:
      return 'AUTH_EXPIRED';
    case 403:
      return waits || isRateLimit(detail) ? 'RATE_LIMITED' : 'NO_PERMISSION';
    case 404:
    case 410:
      return target === 'result' && namesStudent(detail) ? 'STUDENT_NOT_ENROLLED' : missing[target];
    case 408:
      return 'SIS_DOWN';
    case 409:
    case 412:
      return saysPeriodClosed(detail) ? 'PERIOD_CLOSED' : 'CONFLICT';
    case 429:
      return 'RATE_LIMITED';
    case 407: // A proxy, and a captive portal (RFC 6585 6).
    case 511:
      return 'NOT_THE_SIS';
    default:
      if (status >= 500) return 'SIS_DOWN';
      return saysPeriodClosed(detail) ? 'PERIOD_CLOSED' : 'REJECTED';
  }
}

function scopeOf(code: ReasonCode, target: Target): SisErrorScope {
  if (wholeRun.includes(code)) return 'run';
  if (code === 'STUDENT_NOT_ENROLLED') return 'score';
  return target === 'result' && (code === 'REJECTED' || code === 'CONFLICT') ? 'score' : 'item';
}

/** PowerSchool says 403 where others say 429 (oneroster.md 2). */
const isRateLimit = (detail: string): boolean =>
  /rate.?limit|too many|throttl|quota|server.?busy/i.test(detail);

/** Of a 404 on a result: is it the student, rather than the line item, that the SIS does not know? */
const namesStudent = (detail: string): boolean =>
  /enroll?ed|enroll?ment/i.test(detail) ||
  (/student|user/i.test(detail) && !/line.?item|assignment/i.test(detail));
