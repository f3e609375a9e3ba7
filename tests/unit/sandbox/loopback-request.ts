import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

export type Send = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
};

/**
 * One https request to the sandbox: the name in the URL goes into the Host header, the connection to loopback.
 * The self-signed certificate is accepted for this call only. Rejects when the connection is cut.
 */
export function loopback(address: string, { method = 'GET', headers = {}, body }: Send = {}) {
  const url = new URL(address);
  return new Promise<Answer>((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method,
        servername: url.hostname,
        rejectUnauthorized: false,
        agent: false,
        headers: { ...headers, host: url.host },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
