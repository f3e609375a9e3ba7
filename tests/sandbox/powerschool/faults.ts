import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PowerEnv, PowerRequest } from './powerschool.ts';

/** Something that goes wrong once, with the next request that fits. */
export type PowerFault = {
  method: string;
  /** Over path and query. */
  match: RegExp;
  /** `before`: refused, nothing applied. `after`: applied, then answered so. `cut-after`: applied, no answer. */
  mode: 'before' | 'after' | 'cut-after';
  status?: ContentfulStatusCode;
  /** Sent as JSON, or as a page if it is text. */
  body?: string | Record<string, unknown>;
  headers?: Record<string, string>;
};

/** The fault that this request runs into, used up by it. */
export function takeFault(faults: PowerFault[], request: PowerRequest): PowerFault | null {
  const at = faults.findIndex(
    ({ method, match }) => method === request.method && match.test(request.path),
  );
  return at < 0 ? null : (faults.splice(at, 1)[0] ?? null);
}

/** The answer that a fault puts in place of the real one. */
export function faultAnswer(c: Context<PowerEnv>, fault: PowerFault): Response {
  const { status = 500, body = { message: 'An unexpected error occurred' }, headers } = fault;
  return typeof body === 'string' ? c.html(body, status, headers) : c.json(body, status, headers);
}
