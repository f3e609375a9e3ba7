import { randomUUID } from 'node:crypto';
import { raw } from 'hono/html';
import { timezone } from '../data/sections.ts';
import type { Lms, Session } from '../lms.ts';
import type { Markup } from '../markup.ts';

/**
 * `Drupal.settings` of a page or of an open popup (schoology facts 2.2). The CSRF values rotate within a session.
 *
 * @param originalPath path and query without the leading slash, as Schoology writes it
 */
export const drupalSettings = (
  lms: Lms,
  session: Session,
  originalPath: string,
): Record<string, unknown> => ({
  s_common: {
    csrf_key: randomUUID(),
    csrf_token: randomUUID(),
    logout_token: randomUUID(),
    default_domain: 'app.schoology.com',
    date_format_language: 'en',
    language: 'en',
    timezone,
    user: { uid: session.uid, school_nid: '20000001' },
  },
  grading_period_dates: Object.fromEntries(
    lms.state.periods.map(({ id, start, end }) => [id, { start, end }]),
  ),
  popups: {
    links: { 'a.popups': {} },
    originalPath,
    defaultTargetSelector: 'div#content-wrapper',
    modulePath: 'sites/all/modules/popups',
    autoCloseFinalMessage: 1,
  },
});

/** The inline script of a page, in the CDATA dress that content scripts have to read. */
export function settingsScript(settings: Record<string, unknown>): Markup {
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  return raw(
    `<script>\n<!--//--><![CDATA[//><!--\njQuery.extend(Drupal.settings, ${json});\n//--><!]]>\n</script>`,
  );
}
