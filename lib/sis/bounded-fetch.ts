import { SisError } from './sis-client.ts';

/** A class list of a thousand users is about one megabyte. */
const maxBytes = 5_000_000;

/**
 * A fetch whose promise is kept only when the whole body has arrived, so that time-outs and retries cover a body that
 * breaks off. A body over 5 MB is left unread and answered as empty. Rejects with SisError REDIRECTED on a redirect,
 * which is never followed; otherwise as `fetchPort` does.
 */
export const boundedFetch =
  (fetchPort: typeof fetch): typeof fetch =>
  async (input, init) => {
    const response = await fetchPort(input, init);
    if (isRedirect(response)) {
      throw new SisError({ code: 'REDIRECTED', scope: 'run', status: response.status || null });
    }
    const { status, statusText, headers } = response;
    return new Response(await readBody(response), { status, statusText, headers });
  };

/** A browser hides a redirect that was not followed (status 0); Node shows it. */
const isRedirect = ({ type, status }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400);

async function readBody({ body }: Response): Promise<Blob | null> {
  if (!body) return null;
  const reader = body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return size > 0 ? new Blob(chunks) : null;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}
