import type { Reason, ReasonCode } from '../model/reason.ts';

/**
 * - `signed-out`: Schoology redirects, refuses (401) or answers with nothing
 * - `login-page`: status 200, but the body is the login page instead of JSON (schoology facts 5.6)
 * - `busy`: 429; Retry-After is often absent
 * - `layout-changed`: an answer that does not have the known shape; never taken for "no grades"
 * - `no-answer`: no network, or nobody there; `down` is Schoology's own word that it cannot
 */
export type LmsProblem =
  | 'signed-out'
  | 'login-page'
  | 'busy'
  | 'layout-changed'
  | 'forbidden'
  | 'no-answer'
  | 'down';

const codes: Record<LmsProblem, ReasonCode> = {
  'signed-out': 'LMS_SIGNED_OUT',
  'login-page': 'LMS_SIGNED_OUT',
  busy: 'LMS_BUSY',
  'layout-changed': 'LMS_LAYOUT_CHANGED',
  forbidden: 'LMS_FORBIDDEN',
  'no-answer': 'LMS_DOWN',
  down: 'LMS_DOWN',
};

/** The one error of lib/lms. `where` names the feed, never what was in it. */
export class LmsError extends Error {
  readonly problem: LmsProblem;
  readonly where: string;
  constructor(problem: LmsProblem, where: string, detail = '') {
    super(`Schoology ${where}: ${problem} ${detail}`.trim());
    this.name = 'LmsError';
    this.problem = problem;
    this.where = where;
  }
  get reason(): Reason {
    return { code: codes[this.problem], params: { where: this.where } };
  }
}
