import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import {
  addAuthorization,
  type CodeDesk,
  isPublicClient,
  newCodeDesk,
  newRefreshToken,
  redeemed,
} from './code-grant.ts';
import type { Product } from './product.ts';
import type { SisEnv } from './sis.ts';

/** Scopes that the SIS knows, by their short names (oneroster.md 1.4). */
const knownScopes = [
  'roster.readonly',
  'roster-core.readonly',
  'gradebook.readonly',
  'gradebook-core.readonly',
  'gradebook.createput',
  'gradebook.delete',
];

export type TokenDesk = {
  clientId: string;
  clientSecret: string;
  /** Seconds a new token lives. */
  expiresIn: number;
  /** What the district grants this client; asking for more is `invalid_scope`. */
  allowedScopes: Set<string>;
  /** What the short names of scopes are put behind. */
  scopeRoot: string;
  teachers: CodeDesk;
  tokens: Map<string, { scopes: Set<string>; expiresAt: number }>;
};

export function newTokenDesk(version: Product['version']): TokenDesk {
  const scopeRoot = `https://purl.imsglobal.org/spec/or/v${version.replace('.', 'p')}/scope/`;
  return {
    scopeRoot,
    clientId: 'sandbox-client',
    clientSecret: 'sandbox-secret',
    expiresIn: 3600,
    allowedScopes: new Set(knownScopes.map((name) => `${scopeRoot}${name}`)),
    teachers: newCodeDesk(),
    tokens: new Map(),
  };
}

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
  const form = await c.req.parseBody();
  if (form.grant_type === 'authorization_code' || form.grant_type === 'refresh_token') {
    const known = isPublicClient(c, form, desk.clientId);
    const scopes = known ? redeemed(desk.teachers, form) : null;
    if (scopes === null) return refuseToken(c, 'invalid_grant', 400);
    return give(desk, c, scopes, newRefreshToken(desk.teachers, scopes));
  }
  return issueToClient(desk, c, form);
}

function issueToClient(desk: TokenDesk, c: Context, form: Record<string, unknown>): Response {
  const credentials = basicCredentials(c.req.header('authorization') ?? '');
  if (credentials?.[0] !== desk.clientId || credentials[1] !== desk.clientSecret) {
    return refuseToken(c, 'invalid_client', 401);
  }
  if (form.grant_type !== 'client_credentials') {
    return refuseToken(c, 'unsupported_grant_type', 400);
  }
  const scopes = String(form.scope ?? '')
    .split(' ')
    .filter(Boolean);
  if (scopes.length === 0 || scopes.some((scope) => !desk.allowedScopes.has(scope))) {
    return refuseToken(c, 'invalid_scope', 400);
  }
  return give(desk, c, scopes, null);
}

function give(
  desk: TokenDesk,
  c: Context,
  scopes: string[],
  refreshToken: string | null,
): Response {
  const token = randomUUID();
  const expiresAt = Date.now() + desk.expiresIn * 1000;
  desk.tokens.set(token, { scopes: new Set(scopes), expiresAt });
  c.header('cache-control', 'no-store');
  return c.json({
    access_token: token,
    token_type: 'Bearer',
    expires_in: desk.expiresIn,
    scope: scopes.join(' '),
    ...(refreshToken && { refresh_token: refreshToken }),
  });
}

/**
 * `POST /oauth/token`: client credentials with HTTP Basic (oneroster.md 1.4), and the codes of teachers who sign in.
 */
export function addTokenEndpoint(app: Hono<SisEnv>, desk: TokenDesk): void {
  addAuthorization(app, desk, desk.teachers);
  app.post('/oauth/token', (c) => issue(desk, c));
}

export type Permission = 'granted' | 'no-token' | 'no-scope';

/** Whether the request's bearer token carries one of the scopes (short names). */
export function permission(desk: TokenDesk, c: Context, scopes: string[]): Permission {
  const [scheme, value] = (c.req.header('authorization') ?? '').split(' ');
  const token = scheme?.toLowerCase() === 'bearer' ? desk.tokens.get(value ?? '') : undefined;
  if (!token || token.expiresAt <= Date.now()) return 'no-token';
  return scopes.some((scope) => token.scopes.has(`${desk.scopeRoot}${scope}`))
    ? 'granted'
    : 'no-scope';
}
