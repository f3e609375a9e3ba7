import {
  AuthorizationResponseError,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  validateAuthResponse,
} from 'oauth4webapi';
import { isSecureUrl } from '../net/guarded-fetch.ts';
import { browserIsOnline } from './no-answer.ts';
import { keepToken, type TokenClient } from './oauth.ts';
import { SisError } from './sis-client.ts';
import { requestToken } from './token-request.ts';

export type SignInWindow = {
  /** Where the SIS sends the teacher back to; the district registers it. */
  redirectUrl: string;
  /** Opens the SIS's page and resolves with the address it led back to. Rejects when the window was closed. */
  open(url: string): Promise<string>;
};

/** The sign-in page's address: authorization code with PKCE, S256 (RFC 6749 4.1.1, RFC 7636 4.3). */
async function pageFor(
  authorizationUrl: string,
  { clientId, scopes }: TokenClient,
  secrets: { verifier: string; state: string; redirectUrl: string },
): Promise<string> {
  const url = new URL(authorizationUrl);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: secrets.redirectUrl,
    scope: scopes.join(' '),
    state: secrets.state,
    code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** The parameters that came back, if they answer this very sign-in. */
function callbackOf(back: string, { clientId, tokenUrl }: TokenClient, state: string) {
  try {
    const server = { issuer: tokenUrl };
    return validateAuthResponse(server, { client_id: clientId }, new URL(back), state);
  } catch (cause) {
    // Refused by the teacher or the SIS (RFC 6749 4.1.2.1), or an answer to another question.
    const said = cause instanceof AuthorizationResponseError ? cause.error : String(cause);
    throw new SisError({ code: 'AUTH_EXPIRED', scope: 'run', detail: said });
  }
}

/**
 * Signs a teacher in at the SIS and keeps the token for this browser session. Rejects with SisError: `CANCELLED` when
 * the window was closed, `AUTH_EXPIRED` when the SIS refused.
 */
export async function signInWithPkce(
  authorizationUrl: string,
  client: TokenClient,
  { redirectUrl, open }: SignInWindow,
): Promise<void> {
  if (!URL.canParse(authorizationUrl) || !isSecureUrl(new URL(authorizationUrl))) {
    throw new SisError({ code: 'NOT_CONFIGURED', scope: 'run', detail: authorizationUrl });
  }
  const verifier = generateRandomCodeVerifier();
  const state = generateRandomState();
  const page = await pageFor(authorizationUrl, client, { verifier, state, redirectUrl });
  const back = await open(page).catch((cause: unknown) => {
    throw new SisError({ code: 'CANCELLED', scope: 'run', detail: String(cause) });
  });
  const callback = callbackOf(back, client, state);
  const { tokenUrl, clientId, scopes } = client;
  const grant = { type: 'code', callback, redirectUrl, verifier } as const;
  const ports = {
    fetch: client.fetch,
    now: client.clock.now(),
    isOnline: client.isOnline ?? browserIsOnline,
  };
  const issued = await requestToken({ tokenUrl, clientId, scopes, grant }, ports);
  await keepToken(client, issued, null);
}
