import { createHash, randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { TokenDesk } from './oauth.ts';
import type { SisEnv } from './sis.ts';

type Asked = { redirectUri: string; challenge: string; scopes: string[] };

/** Teachers who have signed in and not yet been given a token, and the refresh tokens that were given out. */
export type CodeDesk = { codes: Map<string, Asked>; refreshTokens: Map<string, string[]> };

export const newCodeDesk = (): CodeDesk => ({ codes: new Map(), refreshTokens: new Map() });

/**
 * `GET /oauth/authorize` (RFC 6749 4.1.1, RFC 7636): a teacher who is signed in at the SIS already and has agreed
 * before, so that it leads straight back.
 */
export function addAuthorization(app: Hono<SisEnv>, desk: TokenDesk, codes: CodeDesk): void {
  app.get('/oauth/authorize', (c) => {
    const asked = c.req.query();
    const scopes = (asked.scope ?? '').split(' ');
    const right =
      asked.client_id === desk.clientId &&
      asked.response_type === 'code' &&
      asked.code_challenge_method === 'S256' &&
      scopes.every((scope) => desk.allowedScopes.has(scope));
    const back = new URL(asked.redirect_uri ?? '');
    back.searchParams.set('state', asked.state ?? '');
    if (!right) back.searchParams.set('error', 'invalid_request');
    else back.searchParams.set('code', keepCode(codes, asked, scopes));
    return c.redirect(back.href);
  });
}

function keepCode(desk: CodeDesk, asked: Record<string, string>, scopes: string[]): string {
  const code = randomUUID();
  const { redirect_uri: redirectUri = '', code_challenge: challenge = '' } = asked;
  desk.codes.set(code, { redirectUri, challenge, scopes });
  return code;
}

type Form = Record<string, unknown>;

/** The scopes that a code or a refresh token stands for, each of which is good for once; null = not one of ours. */
export function redeemed(desk: CodeDesk, form: Form): string[] | null {
  if (form.grant_type === 'refresh_token') {
    const token = String(form.refresh_token);
    const scopes = desk.refreshTokens.get(token) ?? null;
    desk.refreshTokens.delete(token);
    return scopes;
  }
  const asked = desk.codes.get(String(form.code));
  desk.codes.delete(String(form.code));
  const digest = createHash('sha256').update(String(form.code_verifier)).digest('base64url');
  const isOwn = asked?.challenge === digest && asked.redirectUri === form.redirect_uri;
  return isOwn ? asked.scopes : null;
}

export function newRefreshToken(desk: CodeDesk, scopes: string[]): string {
  const token = randomUUID();
  desk.refreshTokens.set(token, scopes);
  return token;
}

/** A public client names itself in the form (RFC 6749 3.2.1). */
export const isPublicClient = (c: Context, form: Form, clientId: string): boolean =>
  c.req.header('authorization') === undefined && form.client_id === clientId;
