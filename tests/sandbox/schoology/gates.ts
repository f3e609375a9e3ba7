import { setTimeout as delay } from 'node:timers/promises';
import type { Context, Hono } from 'hono';
import { postedFields } from './forms/posted-fields.ts';
import type { Lms, LmsEnv } from './lms.ts';
import { loginPage } from './pages/login.ts';
import { wantsPopup } from './popup-answer.ts';
import { sessionOf } from './session.ts';

type Ctx = Context<LmsEnv>;

const isFeed = (c: Ctx): boolean => /^\/iapi2?\//.test(c.req.path);

async function note(lms: Lms, c: Ctx): Promise<void> {
  const url = new URL(c.req.url);
  lms.requests.push({
    method: c.req.method,
    host: url.hostname,
    path: url.pathname,
    query: url.search,
    popup: wantsPopup(c),
    signedIn: sessionOf(lms, c) !== undefined,
    at: Date.now(),
    fields: c.req.method === 'POST' ? await postedFields(c) : {},
  });
}

/** Nobody is signed in: a feed answers 200 with the login page, a page leads there (schoology facts 5.6). */
function signedOut(c: Ctx): Response | Promise<Response> {
  if (isFeed(c)) return c.html(loginPage('', ''));
  const { pathname, search } = new URL(c.req.url);
  return c.redirect(`/login?destination=${encodeURIComponent(pathname + search)}`);
}

/** The section a path speaks of, by its id or by an item's. */
function sectionIdOf({ state }: Lms, path: string): string | undefined {
  const section = /\/(?:course|grader_header_data|grader_grade_data)\/(\d+)/.exec(path)?.[1];
  const nid = /^\/assignment\/(?:delete\/)?(\d+)/.exec(path)?.[1];
  return section ?? state.items.get(nid ?? '')?.sectionId;
}

const forbidden = (c: Ctx): Response =>
  isFeed(c)
    ? c.json({ response_code: 403, body: 'Access denied' }, 403)
    : c.text('Access denied. You do not have access to this course.', 403);

/** Logs every request and delays it. */
export function addLog(app: Hono<LmsEnv>, lms: Lms): void {
  app.use(async (c, next) => {
    await note(lms, c);
    if (lms.switches.latency > 0) await delay(lms.switches.latency);
    await next();
  });
}

/** What stands before every page and feed: the session, then whatever a test has switched on. */
export function addGates(app: Hono<LmsEnv>, lms: Lms): void {
  app.use(async (c, next) => {
    const { switches } = lms;
    if (isFeed(c) && switches.busyLeft > 0) {
      switches.busyLeft -= 1;
      return c.text('Too Many Requests', 429); // without Retry-After, as seen
    }
    const session = sessionOf(lms, c);
    if (!session) return signedOut(c);
    c.set('session', session);
    if (switches.forbidden.has(sectionIdOf(lms, c.req.path) ?? '')) return forbidden(c);
    if (c.req.method === 'POST' && switches.failSavesLeft > 0) {
      switches.failSavesLeft -= 1;
      return c.text('The website encountered an unexpected error.', 500);
    }
    c.header('cache-control', 'no-store, must-revalidate');
    return next();
  });
}
