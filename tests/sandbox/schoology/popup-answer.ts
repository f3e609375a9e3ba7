import type { Context } from 'hono';
import type { Lms, LmsEnv } from './lms.ts';
import type { Markup } from './markup.ts';
import { drupalSettings } from './pages/drupal-settings.ts';

/** The header with which the popups module asks for JSON (schoology facts 3.1). */
export const wantsPopup = (c: Context): boolean =>
  c.req.header('x-drupal-render-mode') === 'json/popups';

/** Path and query of a request as Schoology writes them: no leading slash. */
export const drupalPath = (c: Context): string => {
  const { pathname, search } = new URL(c.req.url);
  return `${pathname}${search}`.replace(/^\//, '');
};

/** The JSON of an opened or refused popup: `{title, messages, content, path, path_query, css, js}`. */
export async function popupAnswer(
  lms: Lms,
  c: Context<LmsEnv>,
  title: string,
  content: Markup,
  messages: Markup | '' = '',
): Promise<Response> {
  const [path = '', query = ''] = drupalPath(c).split('?');
  return c.json({
    title,
    messages: String(await messages),
    path,
    path_query: query,
    content: String(await content),
    css: '',
    js: { setting: drupalSettings(lms, c.get('session'), drupalPath(c)), inline: [] },
  });
}
