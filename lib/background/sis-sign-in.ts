import * as z from 'zod/mini';
import type { ConnectionSettings } from '../model/panel-view.ts';
import { isOAuth1, usesOwnSession } from '../model/sis-system.ts';
import { once } from '../once.ts';
import { confirmedConnection } from '../settings/connection.ts';
import {
  clientCredentials,
  type TokenClient,
  type TokenStore,
  teacherToken,
} from '../sis/oauth.ts';
import { oauth1 } from '../sis/oauth1.ts';
import { bearer, type SignIn } from '../sis/sign-in.ts';
import type { KeyValue } from '../storage/key-value.ts';
import type { SisPorts } from './connect-sis.ts';
import { sisFetch } from './sis-fetch.ts';

export const tokenKey = 'token';
const tokenSchema = once(() =>
  z.object({
    accessToken: z.string(),
    refreshToken: z.nullable(z.string()),
    renewAt: z.number(),
    issuedFor: z.string(),
  }),
);

/** After a change of the connection, or on sign-out: what was issued is not used any more. */
export const forgetToken = (session: KeyValue): Promise<void> => session.remove(tokenKey);

/** Tokens live in session storage only: on no disk, gone with the browser. */
const tokenStore = (session: KeyValue): TokenStore => ({
  async get() {
    const parsed = tokenSchema().safeParse((await session.get(tokenKey))[tokenKey]);
    return parsed.success ? parsed.data : null;
  },
  set: (token) => session.set({ [tokenKey]: token }),
  clear: () => session.remove(tokenKey),
});

/** Whether a teacher has signed in since the browser started. */
export const isSignedIn = async (session: KeyValue): Promise<boolean> =>
  (await tokenStore(session).get()) !== null;

/** The token endpoint of a connection, and where its tokens are kept. */
export const tokenClient = (settings: ConnectionSettings, ports: SisPorts): TokenClient => ({
  fetch: sisFetch(settings, ports),
  clock: ports.clock,
  tokenUrl: settings.tokenUrl,
  clientId: settings.clientId,
  scopes: settings.scopes,
  store: tokenStore(ports.session),
});

/** Whether requests can be signed in without asking the teacher first. */
export async function hasSignIn(
  { authType }: ConnectionSettings,
  ports: SisPorts,
): Promise<boolean> {
  // The browser holds that sign-in; the SIS tells when it is over.
  if (usesOwnSession(authType)) return true;
  if (authType === 'oauth2-pkce') return isSignedIn(ports.session);
  return (await confirmedConnection(ports)).secret !== null;
}

/** How requests of this connection are signed in. */
export function signInFor(settings: ConnectionSettings, ports: SisPorts): SignIn {
  const secret = async (): Promise<string | null> => (await confirmedConnection(ports)).secret;
  const { authType, clientId } = settings;
  if (isOAuth1(authType)) {
    return oauth1({
      consumerKey: clientId,
      consumerSecret: secret,
      hash: authType === 'oauth1-sha256' ? 'SHA-256' : 'SHA-1',
      clock: ports.clock,
      newNonce: ports.newId,
    });
  }
  const client = tokenClient(settings, ports);
  return bearer(
    authType === 'oauth2-pkce' ? teacherToken(client) : clientCredentials(client, secret),
  );
}
