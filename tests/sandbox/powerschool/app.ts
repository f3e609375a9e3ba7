import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { addAssignments, notFound } from './assignment-routes.ts';
import { addGates, addWorld } from './gates.ts';
import type { PowerEnv, PowerSchool } from './powerschool.ts';
import { refuse } from './refuse.ts';
import { addScores } from './score-routes.ts';
import { addSections } from './section-routes.ts';

/** PowerSchool as far as `/ws/xte/` goes, to one signed-in teacher. It deletes nothing for anybody. */
export function powerSchoolApp(power: PowerSchool): Hono<PowerEnv> {
  const app = new Hono<PowerEnv>();
  addWorld(app, power);
  app.get('/sandbox/login', (c) => {
    // No SameSite attribute: nobody has written down which one the real cookie has.
    setCookie(c, 'JSESSIONID', power.session, { httpOnly: true, secure: true, path: '/' });
    return c.redirect('/public/home.html');
  });
  addGates(app, power);
  addSections(app, power);
  addAssignments(app, power);
  addScores(app, power);
  app.get('/public/home.html', (c) => c.html('<!DOCTYPE html><html><body>Sign in</body></html>'));
  app.notFound((c) => refuse(c, notFound));
  return app;
}
