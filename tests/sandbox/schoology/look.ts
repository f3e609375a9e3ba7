import type { Hono } from 'hono';
import type { Lms, LmsEnv } from './lms.ts';
import { type Language, translate } from './words.ts';

/** `modern` was seen (facts 2.1); the other two stand for older and for dark designs and are ours. */
type Theme = 'modern' | 'classic' | 'dark';
export type Look = { language: Language; theme: Theme };

const inLook = (markup: string, { language, theme }: Look): string =>
  translate(markup, language)
    .replace(
      'xml:lang="en" lang="en"',
      `xml:lang="${language}" lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`,
    )
    .replace('data-theme="modern"', `data-theme="${theme}"`);

/** The texts of a popup's JSON, each a string of markup or of plain text. */
const parts = ['title', 'content', 'messages'] as const;

/** Every page and popup in the language and theme that a test has chosen. Feeds stay as they are. */
export function addLook(app: Hono<LmsEnv>, { switches }: Lms): void {
  app.use(async (c, next) => {
    await next();
    const type = c.res.headers.get('content-type') ?? '';
    const { status, headers } = c.res;
    if (type.startsWith('text/html')) {
      const markup = inLook(await c.res.text(), switches.look);
      c.res = new Response(markup, { status, headers });
    } else if (c.req.header('x-drupal-render-mode') === 'json/popups' && type.includes('json')) {
      const answer = await c.res.json();
      for (const part of parts) {
        // A title is bare text: between brackets it is found like any other.
        const markup = `>${answer[part] ?? ''}<`;
        answer[part] = inLook(markup, switches.look).slice(1, -1);
      }
      c.res = Response.json(answer, { status, headers });
    }
  });
}
