import { Hono } from 'hono';
import { addPermissions, addWorld } from './gates.ts';
import { gradebookOf } from './gradebook.ts';
import { gradebookPage } from './gradebook-page.ts';
import { addGradebook } from './gradebook-routes.ts';
import { refuse } from './imsx.ts';
import { addTokenEndpoint } from './oauth.ts';
import { type Product, root1p1 } from './product.ts';
import { addRostering } from './rostering-routes.ts';
import { gradebookRoot, rosteringRoot, type Sis, type SisEnv } from './sis.ts';

/** What belongs to the gradebook in the one service of OneRoster 1.1 (oneroster.md 1.1). */
const gradebookPart = /^(?:classes\/[^/]+\/)?(?:lineItems|results|categories)(?:\/|$)/;

/** The path of a request among our two services; those of the other version are nowhere. */
function servicePath(url: string, { version }: Product): string {
  const { pathname } = new URL(url);
  const isOld = pathname.startsWith(`${root1p1}/`);
  if (!pathname.startsWith('/ims/')) return pathname;
  if (isOld !== (version === '1.1')) return '/no-such-version';
  if (!isOld) return pathname;
  const part = pathname.slice(root1p1.length + 1);
  return `${gradebookPart.test(part) ? gradebookRoot : rosteringRoot}/${part}`;
}

/** The SIS as one app: its own page, the token endpoint and the two OneRoster services. */
export function sisApp(sis: Sis): Hono<SisEnv> {
  const app = new Hono<SisEnv>({ getPath: (request) => servicePath(request.url, sis.product) });
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
