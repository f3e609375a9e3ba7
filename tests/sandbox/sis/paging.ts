import type { Context } from 'hono';
import { FilterError, parseFilter } from './filter.ts';
import { refuse } from './imsx.ts';
import type { Stored } from './model.ts';
import type { SisEnv } from './sis.ts';

const whole = (text: string | undefined, fallback: number, least: number): number | null => {
  if (text === undefined) return fallback;
  return /^\d+$/.test(text) && Number(text) >= least ? Number(text) : null;
};

/** RFC 8288 links to the pages around this one. */
function links(url: URL, offset: number, limit: number, total: number): string {
  const to = (rel: string, at: number): string => {
    const target = new URL(url);
    target.searchParams.set('limit', String(limit));
    target.searchParams.set('offset', String(at));
    return `<${target}>; rel="${rel}"`;
  };
  const last = Math.max(0, Math.floor((total - 1) / limit) * limit);
  return [
    ...(offset + limit < total ? [to('next', offset + limit)] : []),
    to('last', last),
    to('first', 0),
    ...(offset > 0 ? [to('prev', Math.max(0, offset - limit))] : []),
  ].join(', ');
}

/** A collection with filter, limit (100 unless given) and offset, X-Total-Count and Link (oneroster.md 1.3). */
export function answerList(c: Context<SisEnv>, name: string, all: Stored[]): Response {
  const limit = whole(c.req.query('limit'), 100, 1);
  const offset = whole(c.req.query('offset'), 0, 0);
  if (limit === null || offset === null) {
    return refuse(c, 422, 'invaliddata', 'limit and offset must be whole numbers');
  }
  const filter = c.req.query('filter');
  try {
    const found = filter === undefined ? all : all.filter(parseFilter(filter));
    c.header('x-total-count', String(found.length));
    c.header('link', links(new URL(c.req.url), offset, limit, found.length));
    return c.json({ [name]: found.slice(offset, offset + limit) });
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return refuse(c, 400, 'invalid_filter_field', error.message);
  }
}

/** One object, or 404. */
export const answerOne = (c: Context<SisEnv>, name: string, found: Stored | undefined): Response =>
  found ? c.json({ [name]: found }) : refuse(c, 404, 'unknownobject', `There is no such ${name}`);
