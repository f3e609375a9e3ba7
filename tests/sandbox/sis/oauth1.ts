import { createHmac } from 'node:crypto';
import type { Context } from 'hono';

/** RFC 5849 3.6. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!*'()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function headerFields(header: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of header.matchAll(/(\w+)="([^"]*)"/g)) {
    fields.set(name, decodeURIComponent(value));
  }
  return fields;
}

/** The signature that the server works out for itself (RFC 5849 3.4). */
function expected(c: Context, fields: Map<string, string>, hash: string, secret: string): string {
  const url = new URL(c.req.url);
  const pairs = [...url.searchParams, ...fields]
    .filter(([name]) => name !== 'oauth_signature' && name !== 'realm')
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort();
  const base = [c.req.method, `${url.origin}${url.pathname}`, pairs.join('&')].map(escaped);
  return createHmac(hash, `${escaped(secret)}&`)
    .update(base.join('&'))
    .digest('base64');
}

export type OAuth1Desk = { consumerKey: string; consumerSecret: string; nonces: Set<string> };

/** Whether a request is signed by the one consumer, now, and for the first time. */
export function isSigned(desk: OAuth1Desk, c: Context, hash: 'sha1' | 'sha256'): boolean {
  const header = c.req.header('authorization') ?? '';
  const fields = headerFields(header);
  const nonce = fields.get('oauth_nonce') ?? '';
  const age = Math.abs(Date.now() / 1000 - Number(fields.get('oauth_timestamp')));
  const fresh = nonce !== '' && !desk.nonces.has(nonce) && age < 300;
  const named =
    header.startsWith('OAuth ') &&
    fields.get('oauth_consumer_key') === desk.consumerKey &&
    fields.get('oauth_signature_method') === `HMAC-${hash.toUpperCase()}`;
  if (!fresh || !named) return false;
  desk.nonces.add(nonce);
  return fields.get('oauth_signature') === expected(c, fields, hash, desk.consumerSecret);
}
