import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import type { LmsEnv } from './lms.ts';

const read = (url: URL): string => readFileSync(url, 'utf8');

const avatar =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" fill="#9fb3c8"/><circle cx="12" cy="9" r="4" fill="#fff"/><path d="M4 22c0-5 4-8 8-8s8 3 8 8" fill="#fff"/></svg>';

/** Script and style sheet, served from the replica itself. They need no session. */
export function addAssets(app: Hono<LmsEnv>): void {
  const popups = read(new URL('./assets/popups.js', import.meta.url));
  const page = read(new URL('./assets/page.js', import.meta.url));
  const css = read(new URL('./assets/schoology.css', import.meta.url));
  const js = { 'content-type': 'text/javascript; charset=utf-8' };
  app.get('/sandbox/popups.js', (c) => c.body(popups, 200, js));
  app.get('/sandbox/page.js', (c) => c.body(page, 200, js));
  app.get('/sandbox/schoology.css', (c) =>
    c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/sandbox/course.svg', (c) => c.body(avatar, 200, { 'content-type': 'image/svg+xml' }));
  app.get('/favicon.ico', (c) => c.body(null, 204));
}
