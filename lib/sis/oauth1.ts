import type { Clock } from '../model/clock.ts';
import type { Attempted, SignIn } from './sign-in.ts';
import { SisError } from './sis-client.ts';

export type OAuth1Deps = {
  consumerKey: string;
  /** Read when needed and kept nowhere; null = the teacher has to type it in again. */
  consumerSecret: () => Promise<string | null>;
  /** HMAC with SHA-1 (RFC 5849 3.4.2), or with SHA-256 as eSchoolPlus offers it (oneroster.md 2). */
  hash: 'SHA-1' | 'SHA-256';
  clock: Clock;
  newNonce: () => string;
};

/** RFC 5849 3.6: everything but the unreserved characters of RFC 3986, in upper-case hex. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 5849 3.4.1.3.2: encoded first, then sorted by name and value. */
const normalized = (parameters: [string, string][]): string =>
  parameters
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted(byCode)
    .join('&');

/**
 * The signature base string of a request (RFC 5849 3.4.1). `parameters` are the `oauth_` ones without the signature;
 * those of the query are read from the address. A JSON body is no part of it.
 */
export function signatureBase(
  { method, url }: Attempted,
  parameters: Record<string, string>,
): string {
  const { origin, pathname, searchParams } = new URL(url);
  const all = [...searchParams, ...Object.entries(parameters)];
  return [method.toUpperCase(), `${origin}${pathname}`, normalized(all)].map(encode).join('&');
}

/** HMAC of the base string, in Base64. There is no token in OneRoster's two-legged use: its secret is empty. */
export async function signature(
  base: string,
  secret: { consumer: string; token: string },
  hash: OAuth1Deps['hash'],
): Promise<string> {
  const bytes = new TextEncoder();
  const keyText = `${encode(secret.consumer)}&${encode(secret.token)}`;
  const key = await crypto.subtle.importKey(
    'raw',
    bytes.encode(keyText),
    { name: 'HMAC', hash },
    false,
    ['sign'],
  );
  const mac = await crypto.subtle.sign('HMAC', key, bytes.encode(base));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

/** Signs every try of a request with its own nonce and time (OAuth 1.0a, OneRoster 1.1). */
export function oauth1(deps: OAuth1Deps): SignIn {
  async function headers(request: Attempted, secret: string): Promise<Record<string, string>> {
    const parameters = {
      oauth_consumer_key: deps.consumerKey,
      oauth_nonce: deps.newNonce(),
      oauth_signature_method: `HMAC-${deps.hash.replace('-', '')}`,
      oauth_timestamp: String(Math.floor(deps.clock.now() / 1000)),
      oauth_version: '1.0',
    };
    const base = signatureBase(request, parameters);
    const signed = await signature(base, { consumer: secret, token: '' }, deps.hash);
    const fields = Object.entries({ ...parameters, oauth_signature: signed });
    const list = fields.map(([name, value]) => `${name}="${encode(value)}"`).join(', ');
    return { authorization: `OAuth ${list}` };
  }
  return async () => {
    const secret = await deps.consumerSecret();
    if (secret === null) throw new SisError({ code: 'AUTH_EXPIRED', scope: 'run' });
    return { key: deps.consumerKey, headers: (request) => headers(request, secret) };
  };
}
