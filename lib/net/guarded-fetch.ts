/** Thrown before any traffic when a URL is not on a host the teacher or the district configured. */
export class ForeignOriginError extends Error {
  constructor(origin: string) {
    super(`${origin} is not a configured origin`);
    this.name = 'ForeignOriginError';
  }
}

const isLoopback = (url: URL): boolean =>
  url.hostname === '127.0.0.1' || url.hostname === 'localhost';

/** https anywhere, http on this machine only (a SIS under test); no name or password inside. */
export const isSecureUrl = (url: URL): boolean =>
  (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) &&
  url.username === '' &&
  url.password === '';

/**
 * The only way out of the extension: a fetch that reaches the given origins and nothing else.
 *
 * - `credentials: 'omit'` for a SIS: a background fetch sends even SameSite=Strict cookies otherwise;
 *   `'include'` only for Schoology, which is read with the teacher's own session.
 * - Redirects are refused, so that a bearer token or a session never follows one to another host.
 *   A `manual` redirect shows up as an opaque response, which callers name (`REDIRECTED`, signed out).
 */
export function guardedFetch(
  origins: readonly string[],
  credentials: 'omit' | 'include',
  fetchPort: typeof fetch = fetch,
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, {
      ...init,
      credentials,
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    const url = new URL(request.url);
    if (!isSecureUrl(url) || !origins.includes(url.origin)) {
      throw new ForeignOriginError(url.origin);
    }
    return fetchPort(request);
  };
}
