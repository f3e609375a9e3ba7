import * as z from 'zod/mini';
import { boundedBody } from '../net/bounded-body.ts';
import { LmsError } from './lms-error.ts';

/** Longest answer that is read: a year's gradebook of a large section is well under a megabyte. */
const maxBytes = 20_000_000;
const timeout = 20_000;

export type Feed = ReturnType<typeof createFeed>;

/**
 * Schoology's internal endpoints, read with the teacher's own session. `fetchPort` must send cookies to this origin
 * and must not follow redirects (lib/net/guarded-fetch.ts). Every method rejects with LmsError only.
 */
export function createFeed(origin: string, fetchPort: typeof fetch) {
  async function get(path: string, where: string, accept: string): Promise<string> {
    const unanswered = (cause: unknown): never => {
      throw new LmsError('no-answer', where, String(cause));
    };
    const response = await fetchPort(new URL(path, origin), {
      headers: { accept, 'x-requested-with': 'XMLHttpRequest' },
      signal: AbortSignal.timeout(timeout),
    }).catch(unanswered);
    const problem = problemOf(response);
    if (problem) throw new LmsError(problem, where, `status ${response.status}`);
    const body = await boundedBody(response, maxBytes).catch(unanswered);
    if (body === 'too large') throw new LmsError('layout-changed', where, 'answer too large');
    return body === null ? '' : new TextDecoder().decode(body);
  }

  return {
    origin,
    /** A page's HTML. */
    page: (path: string, where: string): Promise<string> => get(path, where, 'text/html'),
    /** JSON of a known shape; any other shape is `layout-changed`. */
    async json<T>(path: string, where: string, schema: z.ZodMiniType<T>): Promise<T> {
      const text = await get(path, where, 'application/json');
      const parsed = z.safeParse(schema, parseJson(text, where));
      if (!parsed.success) {
        throw new LmsError('layout-changed', where, z.prettifyError(parsed.error));
      }
      return parsed.data;
    },
  };
}

function problemOf(response: Response): LmsError['problem'] | null {
  const { status } = response;
  // An opaque redirect is how a refused redirect looks; the session endpoints redirect to the login page only.
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400) || status === 401) {
    return 'signed-out';
  }
  if (status === 403) return 'forbidden';
  if (status === 429) return 'busy';
  return response.ok ? null : 'down';
}

function parseJson(text: string, where: string): unknown {
  if (text.trim() === '') throw new LmsError('signed-out', where, 'empty answer');
  if (/^\s*</.test(text)) throw new LmsError('login-page', where);
  try {
    return JSON.parse(text);
  } catch {
    throw new LmsError('layout-changed', where, 'not JSON');
  }
}
