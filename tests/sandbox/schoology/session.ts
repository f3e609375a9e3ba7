import { createHash, randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Lms, LmsEnv, Session } from './lms.ts';
import { loginPage } from './pages/login.ts';

/** The replica's one password, for every invented account. */
export const password = 'sandbox';

/** `SESS<md5(host)>`, as Drupal names it (schoology facts 2.2). */
const cookieName = (c: Context): string => {
  const host = new URL(c.req.url).hostname;
  return `SESS${createHash('md5').update(host).digest('hex')}`;
};

/** The session of a request, or undefined when nobody is signed in. */
export const sessionOf = (lms: Lms, c: Context): Session | undefined =>
  lms.sessions.get(getCookie(c, cookieName(c)) ?? '');

function signIn(lms: Lms, c: Context, uid: string): void {
  const token = randomUUID();
  lms.sessions.set(token, { token, uid, formToken: randomUUID(), message: '' });
  // No SameSite attribute, as on the real site.
  setCookie(c, cookieName(c), token, { httpOnly: true, secure: true, path: '/' });
}

/** Only paths of this host: the destination comes from the query. */
const localPath = (destination: string | undefined): string =>
  destination && /^\/(?!\/)/.test(destination) ? destination : '/home';

/** Sign-in and sign-out, the pages that need no session. */
export function addSessionRoutes(app: Hono<LmsEnv>, lms: Lms): void {
  app.get('/login', (c) => c.html(loginPage('', c.req.query('destination') ?? '')));

  app.post('/login', async (c) => {
    const { mail, pass, destination } = await c.req.parseBody();
    const person = [...lms.state.people.values()].find((known) => known.mail === mail);
    if (!person || pass !== password) {
      const error = 'Sorry, unrecognized username or password.';
      return c.html(loginPage(error, typeof destination === 'string' ? destination : ''));
    }
    signIn(lms, c, person.uid);
    return c.redirect(localPath(typeof destination === 'string' ? destination : undefined));
  });

  app.get('/logout', (c) => {
    const session = sessionOf(lms, c);
    if (session) lms.sessions.delete(session.token);
    return c.redirect('/login');
  });

  app.get('/sandbox/login', (c) => {
    const uid = c.req.query('uid') ?? '30000001';
    if (!lms.state.people.has(uid)) return c.text(`No account ${uid} in the sandbox`, 404);
    signIn(lms, c, uid);
    return c.redirect(localPath(c.req.query('destination')));
  });
}
