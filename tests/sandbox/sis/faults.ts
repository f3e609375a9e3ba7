import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { imsxBody } from './imsx.ts';
import type { SisEnv, SisRequest } from './sis.ts';

/**
 * `before`: refused, nothing applied. `after`: applied, then answered with the failure. `reset-after`: applied, then
 * the connection is cut. `hang`: never answered. `html-200`: a proxy's page. `redirect`: to a sign-in page.
 */
type FaultMode = 'before' | 'after' | 'reset-after' | 'hang' | 'html-200' | 'redirect';

export type Match = RegExp | ((request: SisRequest) => boolean);

export type Fault = {
  method?: string;
  /** Which requests: a pattern over path and query, or a predicate. All when left out. */
  match?: Match;
  /** How many of them; 1 when left out. */
  times?: number;
  /** 500 when left out. */
  status?: ContentfulStatusCode;
  /** Text, or an object that is sent as JSON; an imsx body when left out. */
  body?: string | Record<string, unknown>;
  headers?: Record<string, string>;
  mode?: FaultMode;
};

export type FaultDesk = { waiting: { fault: Fault; left: number }[] };

export const newFaultDesk = (): FaultDesk => ({ waiting: [] });

/** Whether a request is one of those meant. */
export const matches = (
  request: SisRequest,
  { method, match }: { method?: string; match?: Match },
): boolean => {
  if (method !== undefined && method !== request.method) return false;
  if (match === undefined) return true;
  return match instanceof RegExp ? match.test(request.path) : match(request);
};

/** The fault this request runs into, used up by one; the one set first wins. */
export function takeFault(desk: FaultDesk, request: SisRequest): Fault | null {
  const hit = desk.waiting.find(({ fault }) => matches(request, fault));
  if (!hit) return null;
  hit.left -= 1;
  if (hit.left === 0) desk.waiting.splice(desk.waiting.indexOf(hit), 1);
  return hit.fault;
}

const page =
  '<!doctype html><title>Network sign-in</title><h1>Welcome to the school network</h1><p>Please sign in to go on.</p>';

/** The answer that a fault puts in place of the real one. */
export function faultAnswer(c: Context<SisEnv>, fault: Fault): Response {
  for (const [name, value] of Object.entries(fault.headers ?? {})) c.header(name, value);
  if (fault.mode === 'html-200') return c.html(typeof fault.body === 'string' ? fault.body : page);
  if (fault.mode === 'redirect') return c.redirect(fault.headers?.location ?? '/signin', 302);
  const status = fault.status ?? 500;
  const description = `The SIS answers ${status} because a test asked for it`;
  const body =
    fault.body ?? imsxBody(status === 429 ? 'server_busy' : 'internal_server_error', description);
  return typeof body === 'string' ? c.text(body, status) : c.json(body, status);
}
