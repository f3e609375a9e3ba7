import type { html } from 'hono/html';

/** What hono's `html` makes: escaped markup. */
export type Markup = ReturnType<typeof html>;
