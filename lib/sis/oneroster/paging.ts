import type { Answer } from '../answer.ts';
import { SisError } from '../sis-client.ts';
import type { ReadPage } from './codec.ts';
import { nextLink } from './link-header.ts';

/** More pages than any district has teachers or students for; a list that goes on is not a list. */
const maxPages = 200;

/**
 * The whole of a collection, page by page. It ends where there is no next page, and also where a server names a page
 * again or sends one that adds nothing: some re-encode the URL of the next page, so that it never looks the same.
 * Rejects with SisError; half a list is never returned.
 */
export async function listAll<T extends { id: string }>(
  get: (url: string) => Promise<Answer>,
  collection: URL,
  pageSize: number,
  read: ReadPage<T>,
): Promise<T[]> {
  const found = new Map<string, T>();
  const asked = new Set<string>();
  let offset = 0;
  let next: URL | null = withPage(collection, pageSize, 0);
  while (next && !asked.has(canonical(next))) {
    if (asked.size === maxPages) throw notTheSis('The list does not end');
    asked.add(canonical(next));
    const answer: Answer = await get(next.href);
    const page = read(answer.body);
    if (!page) throw notTheSis('The answer is not a OneRoster list', answer.status);
    const before = found.size;
    for (const item of page.items) found.set(item.id, item);
    if (page.items.length > 0 && found.size === before) break;
    offset += page.rows;
    next = page.rows === 0 ? null : nextPage(answer, next, collection, pageSize, offset);
  }
  return [...found.values()];
}

/** The `Link` header says it; a server that sends none may still give the total (X-Total-Count). */
function nextPage(
  { headers }: Answer,
  current: URL,
  collection: URL,
  pageSize: number,
  offset: number,
): URL | null {
  const link = headers.get('link');
  if (link !== null) return nextLink(link, current);
  const total = Number(headers.get('x-total-count'));
  return total > offset ? withPage(collection, pageSize, offset) : null;
}

function withPage(collection: URL, limit: number, offset: number): URL {
  const url = new URL(collection);
  url.searchParams.set('limit', String(limit));
  url.searchParams.set('offset', String(offset));
  return url;
}

/** The same for every spelling of the query. */
function canonical(url: URL): string {
  const same = new URL(url);
  same.searchParams.sort();
  return same.href;
}

const notTheSis = (detail: string, status: number | null = null): SisError =>
  new SisError({ code: 'NOT_THE_SIS', scope: 'run', status, detail });
