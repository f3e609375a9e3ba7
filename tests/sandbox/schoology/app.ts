import { Hono } from 'hono';
import { addAssets } from './assets.ts';
import { addCombinedRoutes } from './combined-routes.ts';
import { addDeleteRoutes } from './delete-routes.ts';
import { addFeedRoutes } from './feed-routes.ts';
import { addGates, addLog } from './gates.ts';
import { addItemRoutes } from './item-routes.ts';
import type { Lms, LmsEnv } from './lms.ts';
import { addLook } from './look.ts';
import { addPageRoutes } from './page-routes.ts';
import { addSessionRoutes } from './session.ts';

/** The replica as one app for all its hosts. */
export function lmsApp(lms: Lms): Hono<LmsEnv> {
  const app = new Hono<LmsEnv>();
  addAssets(app);
  addLog(app, lms);
  addLook(app, lms);
  addSessionRoutes(app, lms);
  addGates(app, lms);
  addFeedRoutes(app, lms);
  addDeleteRoutes(app, lms);
  addCombinedRoutes(app, lms);
  addItemRoutes(app, lms);
  addPageRoutes(app, lms);
  return app;
}
