import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { SisEnv } from './sis.ts';

const root = 'https://purl.imsglobal.org/spec/or/v1p2/scope/';

/** Scopes of OneRoster 1.2 that the SIS knows (oneroster.md 1.4). */
const knownScopes = [
  'roster.readonly',
  'roster-core.readonly',
  'gradebook.readonly',
  'gradebook-core.readonly',
  'gradebook.createput',
  'gradebook.delete',
].map((name) => `${root}${name}`);

export type TokenDesk = {
  clientId: string;
  clientSecret: string;
  /** Seconds a new token lives. */
  expiresIn: number;
  /** What the district grants this client; asking for more is `invalid_scope`. */
  allowedScopes: Set<string>;
  tokens: Map<string, { scopes: Set<string>; expiresAt: number }>;
};

export const newTokenDesk = (): TokenDesk => ({
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-secret',
  expiresIn: 3600,
  allowedScopes: new Set(knownScopes),
  tokens: new Map(),
});

/** RFC 6749 2.3.1: id and secret are form-encoded before they are joined. */
function basicCredentials(header: string): [string, string] | null {
  const [scheme, value] = header.split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !value) return null;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const decode = (part: string): string => decodeURIComponent(part.replaceAll('+', ' '));
  return [decode(text.slice(0, colon)), decode(text.slice(colon + 1))];
}

function refuseToken(c: Context, error: string, status: 400 | 401): Response {
  if (status === 401) c.header('www-authenticate', 'Basic realm="OneRoster"');
  c.header('cache-control', 'no-store');
  return c.json({ error }, status);
}

async function issue(desk: TokenDesk, c: Context): Promise<Response> {
  const credentials = basicCredentials(c.req.header('authorization') ?? '');
  if (credentials?.[0] !== desk.clientId || credentials[1] !== desk.clientSecret) {
    return refuseToken(c, 'invalid_client', 401);
  }
  const form = await c.req.parseBody();
  if (form.grant_type !== 'client_credentials') {
    return refuseToken(c, 'unsupported_grant_type', 400);
  }
  const scopes = String(form.scope ?? '')
    .split(' ')
    .filter(Boolean);
  if (scopes.length === 0 || scopes.some((scope) => !desk.allowedScopes.has(scope))) {
    return refuseToken(c, 'invalid_scope', 400);
  }
  const token = randomUUID();
  const expiresAt = Date.now() + desk.expiresIn * 1000;
  desk.tokens.set(token, { scopes: new Set(scopes), expiresAt });
  c.header('cache-control', 'no-store');
  return c.json({
    access_token: token,
    token_type: 'Bearer',
    expires_in: desk.expiresIn,
    scope: scopes.join(' '),
  });
}

/** `POST /oauth/token`: client credentials with HTTP Basic (oneroster.md 1.4). */
export function addTokenEndpoint(app: Hono<SisEnv>, desk: TokenDesk): void {
  app.post('/oauth/token', (c) => issue(desk, c));
}

export type Permission = 'granted' | 'no-token' | 'no-scope';

/** Whether the request's bearer token carries one of the scopes (short names). */
export function permission(desk: TokenDesk, c: Context, scopes: string[]): Permission {
  const [scheme, value] = (c.req.header('authorization') ?? '').split(' ');
  const token = scheme?.toLowerCase() === 'bearer' ? desk.tokens.get(value ?? '') : undefined;
  if (!token || token.expiresAt <= Date.now()) return 'no-token';
  return scopes.some((scope) => token.scopes.has(`${root}${scope}`)) ? 'granted' : 'no-scope';
}
