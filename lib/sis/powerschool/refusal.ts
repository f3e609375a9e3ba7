import * as z from 'zod/mini';
import type { ReasonCode } from '../../model/reason.ts';
import { type Answer, isHtml } from '../answer.ts';
import { errorDetail } from '../error-detail.ts';
import { saysPeriodClosed } from '../period-closed.ts';
import { retryAfter } from '../retry-after.ts';
import { SisError } from '../sis-client.ts';

/** What was asked for: nothing there (404) means something else for each. */
export type Target = 'service' | 'section' | 'assignment';

const missing: Record<Target, ReasonCode> = {
  service: 'NOT_THE_SIS',
  section: 'CLASS_GONE',
  assignment: 'ITEM_REMOVED_IN_SIS',
};

/** These say nothing about the item: everything waits. */
const wholeRun: readonly ReasonCode[] = [
  'SIS_SIGNED_OUT',
  'RATE_LIMITED',
  'SIS_DOWN',
  'NOT_THE_SIS',
];

/** A refusal with the body that says why; it may name students and is kept by nobody. */
export class RefusedError extends SisError {
  readonly body: unknown;
  constructor(fields: ConstructorParameters<typeof SisError>[0], body: unknown) {
    super(fields);
    this.body = body;
  }
}

/** The error for an answer that is not a success (powerschool.md 5). `now` is epoch milliseconds. */
export function refusal(answer: Answer, target: Target, now: number): RefusedError {
  const detail = detailOf(answer.body);
  const notBefore = retryAfter(answer.headers, now);
  const code = codeOf(answer, target, detail, notBefore !== null);
  const waits = code === 'RATE_LIMITED' || code === 'SIS_DOWN';
  const scope = wholeRun.includes(code) ? 'run' : 'item';
  const wait = waits ? notBefore : null;
  return new RefusedError(
    { code, scope, status: answer.status, detail, notBefore: wait },
    answer.body,
  );
}

/** The answer could be read by nobody who knows this service: nothing is concluded from it. */
export const unreadable = (status: number): SisError =>
  new SisError({ code: 'NOT_THE_SIS', scope: 'run', status });

function codeOf(answer: Answer, target: Target, detail: string, waits: boolean): ReasonCode {
  const { status } = answer;
  // A session that is over answers with the sign-in page, also with status 200 (powerschool.md 1.1).
  if (status < 400 || status === 401) return 'SIS_SIGNED_OUT';
  switch (status) {
    case 403:
      return isHtml(answer) ? 'SIS_SIGNED_OUT' : forbidden(detail, waits);
    case 404:
      return isHtml(answer) ? 'NOT_THE_SIS' : missing[target];
    case 407: // A proxy, and a captive portal (RFC 6585 6).
    case 511:
      return 'NOT_THE_SIS';
    case 408:
      return 'SIS_DOWN';
    case 409:
      if (saysPeriodClosed(detail)) return 'PERIOD_CLOSED';
      return /lock/i.test(detail) ? 'CONFLICT' : 'REJECTED';
    case 412:
      return 'CONFLICT';
    case 429:
      return 'RATE_LIMITED';
    default:
      return status < 500 ? 'REJECTED' : serverError(detail);
  }
}

function forbidden(detail: string, waits: boolean): ReasonCode {
  if (waits || /rate.?limit|too many|throttl/i.test(detail)) return 'RATE_LIMITED';
  return /does not teach section/i.test(detail) ? 'NOT_YOUR_SECTION' : 'NO_PERMISSION';
}

/** A deleted assignment is no 404 to a score, it is this 500. */
const serverError = (detail: string): ReasonCode =>
  /unable to find\b.*\bAssignmentSection\b/i.test(detail) ? 'ITEM_REMOVED_IN_SIS' : 'SIS_DOWN';

const words = z.object({
  message: z.catch(z.string(), ''),
  errors: z.catch(z.array(z.object({ field: z.string() })), []),
});

/** The server's own words, without the ids in them: they may be a student's. */
function detailOf(body: unknown): string {
  const parsed = z.safeParse(words, body);
  const told = parsed.success
    ? [parsed.data.message, ...parsed.data.errors.map(({ field }) => field)]
    : [errorDetail(body)];
  return errorDetail(
    told
      .filter(Boolean)
      .join(': ')
      .replace(/\d{4,}/g, '…'),
  );
}
