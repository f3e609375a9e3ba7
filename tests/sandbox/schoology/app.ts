import { Hono } from 'hono';
import { addAssets } from './assets.ts';
import { addDeleteRoutes } from './delete-routes.ts';
import { addFeedRoutes } from './feed-routes.ts';
import { addGates, addLog } from './gates.ts';
import { addItemRoutes } from './item-routes.ts';
import type { Lms, LmsEnv } from './lms.ts';
import { addPageRoutes } from './page-routes.ts';
import { addSessionRoutes } from './session.ts';

/** The replica as one app for all its hosts. */
export function lmsApp(lms: Lms): Hono<LmsEnv> {
  const app = new Hono<LmsEnv>();
  addAssets(app);
  addLog(app, lms);
  addSessionRoutes(app, lms);
  addGates(app, lms);
  addFeedRoutes(app, lms);
  addDeleteRoutes(app, lms);
  addItemRoutes(app, lms);
  addPageRoutes(app, lms);
  return app;
}
