import { request as httpsRequest } from 'node:https';

/** A fetch over https that trusts this one certificate; for a server that the test itself has started. */
export const httpsFetch =
  (ca: string): typeof fetch =>
  async (input, init) => {
    const asked = new Request(input, init);
    const body = Buffer.from(await asked.arrayBuffer());
    return new Promise((resolve, reject) => {
      const options = { method: asked.method, headers: headersOf(asked, body), ca, agent: false };
      const outgoing = httpsRequest(asked.url, { ...options, signal: asked.signal }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          const text = chunks.length > 0 ? Buffer.concat(chunks) : null;
          const headers = new Headers(
            Object.entries(incoming.headersDistinct).map(([name, values = []]) => [
              name,
              values.join(', '),
            ]),
          );
          resolve(new Response(text, { status, headers }));
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };

const headersOf = (asked: Request, body: Buffer): Record<string, string> => ({
  ...Object.fromEntries(asked.headers),
  'content-length': String(body.byteLength),
});
