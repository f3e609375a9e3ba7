import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono, Next } from 'hono';
import { type Fault, faultAnswer, takeFault } from './faults.ts';
import { refuse } from './imsx.ts';
import { permission } from './oauth.ts';
import { isSigned } from './oauth1.ts';
import { gradebookRoot, rosteringRoot, type Sis, type SisEnv, type SisRequest } from './sis.ts';

type Ctx = Context<SisEnv>;

function authorizationKind(header: string | undefined): SisRequest['headers']['authorization'] {
  if (header === undefined) return 'none';
  if (header.startsWith('OAuth ')) return 'oauth1';
  return header.toLowerCase().startsWith('basic ') ? 'basic' : 'bearer';
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text; // not JSON: logged as it is, refused by the validation
  }
}

async function note(sis: Sis, c: Ctx): Promise<SisRequest> {
  const url = new URL(c.req.url);
  // A token request's body has no secret in it: the client authenticates by header.
  const body = parsed(await c.req.text());
  c.set('body', body);
  const request: SisRequest = {
    method: c.req.method,
    path: `${url.pathname}${url.search}`,
    at: Date.now(),
    status: null,
    headers: {
      cookie: c.req.header('cookie') !== undefined,
      authorization: authorizationKind(c.req.header('authorization')),
    },
    body,
  };
  sis.requests.push(request);
  return request;
}

/** Ends the connection under the request. */
function cut(c: Ctx): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

const isLate = ({ mode }: Fault): boolean => mode === 'after' || mode === 'reset-after';

/** Carries out a fault; undefined when the real answer stands. */
async function withFault(c: Ctx, fault: Fault | null, next: Next): Promise<Response | undefined> {
  if (fault && isLate(fault)) {
    await next();
    if (fault.mode === 'reset-after') return cut(c);
    c.res = undefined; // the real answer's headers must not shine through
    return faultAnswer(c, fault);
  }
  if (fault?.mode === 'hang') return new Promise<never>(() => {});
  if (fault) return faultAnswer(c, fault);
  await next();
  return undefined;
}

/** Log, gate, latency and faults, in this order. */
export function addWorld(app: Hono<SisEnv>, sis: Sis): void {
  app.use(async (c, next) => {
    c.set('version', sis.product.version);
    const request = await note(sis, c);
    const leave = await sis.gate.enter(request);
    try {
      if (sis.latency > 0) await delay(sis.latency);
      const fault = takeFault(sis.faults, request);
      const answer = await withFault(c, fault, next);
      if (answer) c.res = answer;
      request.status = fault?.mode === 'reset-after' ? null : c.res.status;
    } finally {
      leave();
    }
  });
}

/** The scopes of an operation, any one of which will do (oneroster.md 1.4). */
function scopesFor(method: string, path: string): string[] {
  if (path.startsWith(rosteringRoot)) return ['roster.readonly', 'roster-core.readonly'];
  if (method === 'PUT') return ['gradebook.createput'];
  if (method === 'DELETE') return ['gradebook.delete'];
  return ['gradebook.readonly', 'gradebook-core.readonly'];
}

/** 401 without a living token, 403 without the scope. */
export function addPermissions(app: Hono<SisEnv>, sis: Sis): void {
  const guard = async (c: Ctx, next: Next): Promise<Response | undefined> => {
    const { vendorKey, signIn } = sis.product;
    const isGradebook = c.req.path.startsWith(gradebookRoot);
    if (isGradebook && vendorKey !== null && c.req.header('x-vendor-authorization') !== vendorKey) {
      return refuse(c, 401, 'unauthorisedrequest', 'The vendor key is missing');
    }
    if (signIn !== 'oauth2') {
      if (!isSigned(sis.oauth1, c, signIn === 'oauth1-sha1' ? 'sha1' : 'sha256')) {
        return refuse(c, 401, 'unauthorisedrequest', 'The signature is not valid');
      }
      await next();
      return undefined;
    }
    const outcome = permission(sis.desk, c, scopesFor(c.req.method, c.req.path));
    if (outcome === 'no-token') {
      c.header('www-authenticate', 'Bearer error="invalid_token"');
      return refuse(c, 401, 'unauthorisedrequest', 'There is no valid access token');
    }
    if (outcome === 'no-scope') {
      return refuse(c, 403, 'forbidden', 'The access token does not have the scope for this');
    }
    await next();
    return undefined;
  };
  app.use(`${rosteringRoot}/*`, guard);
  app.use(`${gradebookRoot}/*`, guard);
}
