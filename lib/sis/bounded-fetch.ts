import { boundedBody } from '../net/bounded-body.ts';
import { SisError } from './sis-client.ts';

/** A class list of a thousand users is about one megabyte. */
const maxBytes = 5_000_000;

/**
 * A fetch whose promise is kept only when the whole body has arrived, so that time-outs and retries cover a body that
 * breaks off. Rejects with SisError REDIRECTED on a redirect, which is never followed, and NOT_THE_SIS on a success of
 * more than 5 MB; a refusal of that size keeps its status and loses its words. Otherwise rejects as `fetchPort` does.
 */
export const boundedFetch =
  (fetchPort: typeof fetch): typeof fetch =>
  async (input, init) => {
    const response = await fetchPort(input, init);
    if (isRedirect(response)) {
      throw new SisError({ code: 'REDIRECTED', scope: 'run', status: response.status || null });
    }
    const { status, statusText, headers, ok } = response;
    const body = await boundedBody(response, maxBytes);
    if (body !== 'too large') return new Response(body, { status, statusText, headers });
    if (ok) throw new SisError({ code: 'NOT_THE_SIS', scope: 'run', status });
    return new Response(null, { status, statusText, headers });
  };

/** A browser hides a redirect that was not followed (status 0); Node shows it. */
const isRedirect = ({ type, status }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400);
