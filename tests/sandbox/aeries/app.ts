import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { assignmentForm, posted } from './assignment-form.ts';
import type { Aeries, AeriesRequest, PortalGradebook } from './model.ts';
import { dashboard, loginPage, manage, scoresByClass } from './pages.ts';

type Env = { Bindings: HttpBindings; Variables: { body: string } };
type Ctx = Context<Env>;

/** The cookie half of the anti-forgery pair is named after the application's path (aeries.md 2). */
export const cookiesOf = ({ session, application }: Aeries): string =>
  `s=${session}; __RequestVerificationToken_${Buffer.from(application).toString('base64url')}=half`;

/** Aeries' teacher portal to one teacher: pages, the assignment form and the mark of one student. */
export function aeriesApp(aeries: Aeries): Hono<Env> {
  const app = new Hono<Env>();
  const root = aeries.application;
  addWorld(app, aeries);
  app.get('/sandbox/login', (c) => {
    for (const pair of cookiesOf(aeries).split('; ')) {
      const [name = '', value = ''] = pair.split('=');
      setCookie(c, name, value, { httpOnly: true, secure: true, path: '/' });
    }
    return c.redirect(`${root}/gradebook`);
  });
  app.get(`${root}/Login.aspx`, (c) => c.html(loginPage()));
  app.use(`${root}/*`, async (c, next) => {
    const isIn =
      aeries.session !== '' && (c.req.header('cookie') ?? '').includes(cookiesOf(aeries));
    if (isIn) return next();
    return c.redirect(
      aeries.signsInAt ?? `${root}/Login.aspx?page=${encodeURIComponent(c.req.path)}`,
    );
  });
  addPages(app, aeries);
  addWrites(app, aeries);
  return app;
}

function addWorld(app: Hono<Env>, aeries: Aeries): void {
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const body = await c.req.text();
    c.set('body', body);
    const path = `${pathname}${search}`;
    const request: AeriesRequest = { method: c.req.method, path, body, status: null };
    aeries.requests.push(request);
    const at = aeries.faults.findIndex(
      ({ method, match }) => method === request.method && match.test(path),
    );
    const [fault] = at < 0 ? [] : aeries.faults.splice(at, 1);
    if (fault?.mode !== 'before') await next();
    if (fault) c.res = undefined;
    if (fault?.mode === 'lost') {
      c.env.incoming.socket.destroy();
      c.res = RESPONSE_ALREADY_SENT;
      return;
    }
    if (fault) {
      const { status = 200, body: words = {}, headers } = fault;
      c.res =
        typeof words === 'string' ? c.html(words, status, headers) : c.json(words, status, headers);
    }
    request.status = c.res.status;
  });
}

const named = ({ gradebooks }: Aeries, number: string | undefined): PortalGradebook | undefined =>
  gradebooks.find((one) => String(one.number) === number);

/** The session remembers the gradebook that was opened last; a stuck one shows it whatever is asked. */
function opened(aeries: Aeries, c: Ctx): PortalGradebook | Response {
  const wanted = `${c.req.param('n')}/${c.req.param('t')}`;
  if (aeries.stuck && aeries.current !== null && aeries.current !== wanted) {
    return c.redirect(`${aeries.application}/gradebook/${aeries.current}/scoresByClass`);
  }
  const own = named(aeries, c.req.param('n'));
  if (!own || own.term !== c.req.param('t')) return c.text('No such gradebook', 404);
  aeries.current = wanted;
  return own;
}

function addPages(app: Hono<Env>, aeries: Aeries): void {
  const root = `${aeries.application}/gradebook`;
  app.get(root, (c) => c.html(dashboard(aeries)));
  app.get(`${root}/manage/assignment`, (c) => {
    const own = named(aeries, c.req.query('gn'));
    return own
      ? c.html(assignmentForm(aeries, own, Number(c.req.query('an'))))
      : c.text('No such gradebook', 404);
  });
  app.get(`${root}/:n/:t/:page{[sS]coresByClass}`, (c) => {
    const own = opened(aeries, c);
    return own instanceof Response ? own : c.html(scoresByClass(own, aeries));
  });
  app.get(`${root}/:n/:t/manage`, (c) => {
    const own = opened(aeries, c);
    return own instanceof Response ? own : c.html(manage(own, aeries));
  });
}

function addWrites(app: Hono<Env>, aeries: Aeries): void {
  const root = aeries.application;
  app.on(['POST', 'PUT'], `${root}/gradebook/manage/assignment`, (c) => {
    const body = new URLSearchParams(c.get('body'));
    // A wrong or used token leads to the sign-in page, like a session that is over.
    if (!aeries.tokens.delete(body.get('__RequestVerificationToken') ?? '')) {
      return c.redirect(`${root}/Login.aspx`);
    }
    const own = named(aeries, c.req.query('gn'));
    const assignment = posted(body);
    if (!own || !assignment) return c.html('<h1>Error</h1>', 500);
    if (assignment.title.length > aeries.titleMax) return c.html('<h1>Error</h1>', 500);
    const standing = own.assignments.findIndex(({ number }) => number === assignment.number);
    const isNew = c.req.method === 'POST';
    if (isNew === standing >= 0) return c.html('<h1>Error</h1>', 500);
    if (isNew) own.assignments.push(assignment);
    else own.assignments[standing] = assignment;
    return c.html('<p>Saved</p>');
  });
  app.post(`${root}/api/schools/:school/gradebooks/:n/:t/students/:sn/:stusc/scores/:an`, (c) => {
    const own = named(aeries, c.req.param('n'));
    const key = `${c.req.param('an')}:${c.req.param('sn')}`;
    const said = JSON.parse(c.get('body'));
    const fits =
      own?.assignments.some(({ number }) => String(number) === c.req.param('an')) &&
      own.students.some(
        ({ number, school }) =>
          `${number}/${school}` === `${c.req.param('sn')}/${c.req.param('stusc')}`,
      ) &&
      c.req.param('school') === String(own.school) &&
      c.req.query('fieldName') === 'Mark' &&
      said.GradebookNumber === own.number &&
      said.StudentNumber === Number(c.req.param('sn')) &&
      said.AssignmentNumber === Number(c.req.param('an'));
    // The answer means nothing: nobody has looked at it. What cannot be stored is not stored.
    if (own && fits && !own.notApplicable.has(key)) own.marks.set(key, String(said.Mark));
    return c.json({});
  });
}
