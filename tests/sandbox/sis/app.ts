import { Hono } from 'hono';
import { addPermissions, addWorld } from './gates.ts';
import { gradebookOf } from './gradebook.ts';
import { gradebookPage } from './gradebook-page.ts';
import { addGradebook } from './gradebook-routes.ts';
import { refuse } from './imsx.ts';
import { addTokenEndpoint } from './oauth.ts';
import { addRostering } from './rostering-routes.ts';
import type { Sis, SisEnv } from './sis.ts';

/** The SIS as one app: its own page, the token endpoint and the two OneRoster services. */
export function sisApp(sis: Sis): Hono<SisEnv> {
  const app = new Hono<SisEnv>();
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.get('/', (c) => c.html(gradebookPage(sis.state)));
  app.get('/gradebook.json', (c) => c.json(gradebookOf(sis.state)));
  addWorld(app, sis);
  app.get('/signin', (c) => c.html('<!doctype html><title>Sign in</title><h1>Sign in</h1>'));
  addTokenEndpoint(app, sis.desk);
  addPermissions(app, sis);
  addRostering(app, sis);
  addGradebook(app, sis);
  app.notFound((c) => refuse(c, 404, 'unknownobject', 'There is no such address'));
  return app;
}
