import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono, Next } from 'hono';
import { faultAnswer, takeFault } from './faults.ts';
import {
  type PowerEnv,
  type PowerRequest,
  type PowerSchool,
  sessionCookie,
} from './powerschool.ts';
import { badBody, refuse } from './refuse.ts';

type Ctx = Context<PowerEnv>;

const loginPage =
  '<!DOCTYPE html><html><head><title>Teacher Sign In</title></head><body><form action="/teachers/home.html"></form></body></html>';

async function note({ requests }: PowerSchool, c: Ctx): Promise<PowerRequest> {
  const url = new URL(c.req.url);
  const text = await c.req.text();
  const body = parsed(text);
  c.set('body', body);
  const path = `${url.pathname}${url.search}`;
  const request: PowerRequest = { method: c.req.method, path, body, status: null };
  requests.push(request);
  return request;
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused by the gate below
  }
}

/** Log, then whatever a test lets go wrong. */
export function addWorld(app: Hono<PowerEnv>, power: PowerSchool): void {
  app.use(async (c, next) => {
    const request = await note(power, c);
    const fault = takeFault(power.faults, request);
    if (fault?.mode !== 'before') await next();
    if (fault) c.res = undefined; // the real answer's headers must not shine through
    if (fault?.mode === 'cut-after') {
      c.env.incoming.socket.destroy();
      c.res = RESPONSE_ALREADY_SENT;
      return;
    }
    if (fault) c.res = faultAnswer(c, fault);
    request.status = c.res.status;
  });
}

/** The service takes a living session's cookie, calls from its own pages, and JSON (powerschool.md 1.1). */
export function addGates(app: Hono<PowerEnv>, power: PowerSchool): void {
  app.use('/ws/xte/*', async (c: Ctx, next: Next) => {
    const cookies = (c.req.header('cookie') ?? '').split(/;\s*/);
    const stranger = !cookies.includes(sessionCookie(power));
    if (power.signedOut !== null || stranger) return toLogin(c, power.signedOut ?? 'login-page');
    if (c.req.method === 'GET') return next();
    const referer = c.req.header('referer') ?? '';
    if (!referer.startsWith(`https://${c.req.header('host')}/`)) {
      return c.html('<!DOCTYPE html><html><body><h1>Bad Request</h1></body></html>', 400);
    }
    const isJson = /^application\/json/.test(c.req.header('content-type') ?? '');
    return isJson && c.get('body') !== undefined ? next() : refuse(c, badBody);
  });
}

function toLogin(c: Ctx, how: NonNullable<PowerSchool['signedOut']>): Response {
  if (how === 'redirect') return c.redirect('/public/home.html', 302);
  return how === 'unauthorized' ? c.json({ message: 'Unauthorized' }, 401) : c.html(loginPage);
}
