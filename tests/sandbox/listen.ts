import { createSecureServer, type ServerHttp2Session } from 'node:http2';
import { createServer } from 'node:https';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { certificate } from './certificate.ts';

export type Listening = { port: number; close(): Promise<void> };

type Fetch = (request: Request, env: HttpBindings | Http2Bindings) => Response | Promise<Response>;

/** A server for HTTP/1.1, and the way to end what is connected to it. */
async function http1Server(fetch: Fetch) {
  const server = createServer(await certificate(), getRequestListener(fetch));
  return { server, endAll: () => server.closeAllConnections() };
}

/** A server for HTTP/2, which lets a client have 100 requests in flight, as Node and browsers do by default. */
async function http2Server(fetch: Fetch) {
  const sessions = new Set<ServerHttp2Session>();
  const server = createSecureServer(await certificate(), getRequestListener(fetch));
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  return { server, endAll: () => [...sessions].forEach((session) => void session.destroy()) };
}

/**
 * Serves `fetch` over https on loopback, by HTTP/1.1 or by HTTP/2. Port 0 takes a free one. `close` also ends open
 * connections.
 */
export async function listen(fetch: Fetch, port: number, http2 = false): Promise<Listening> {
  const { server, endAll } = http2 ? await http2Server(fetch) : await http1Server(fetch);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        endAll();
      }),
  };
}
