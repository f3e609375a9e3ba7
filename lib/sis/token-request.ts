import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  clientCredentialsGrantRequest,
  customFetch,
  None,
  processAuthorizationCodeResponse,
  processClientCredentialsResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
} from 'oauth4webapi';
import type { ReasonCode } from '../model/reason.ts';
import { isSecureUrl } from '../net/guarded-fetch.ts';
import { type Answer, isHtml, readAnswer } from './answer.ts';
import { basicAuth } from './basic-auth.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { errorDetail } from './error-detail.ts';
import { noAnswer } from './no-answer.ts';
import { retryAfter } from './retry-after.ts';
import { SisError } from './sis-client.ts';

/** What a token is asked for with: the district's secret, a teacher's sign-in that has just ended, or an earlier one. */
type Grant =
  | { type: 'client-credentials'; secret: string }
  | { type: 'code'; callback: URLSearchParams; redirectUrl: string; verifier: string }
  | { type: 'refresh'; refreshToken: string };

export type TokenRequest = {
  tokenUrl: string;
  clientId: string;
  scopes: string[];
  grant: Grant;
};

type Ports = { fetch: typeof fetch; now: number; isOnline: () => boolean };

/** `life` in milliseconds; null = the server did not say. */
export type IssuedToken = {
  accessToken: string;
  refreshToken: string | null;
  life: number | null;
};

const timeout = 20_000;

/** Asks the token endpoint once. Rejects with SisError of scope `run`, with the server's words where it gave some. */
export async function requestToken(request: TokenRequest, ports: Ports): Promise<IssuedToken> {
  const response = await ask(request, ports);
  const answer = await readAnswer(response.clone());
  if (answer.status !== 200 || isHtml(answer)) {
    const code = codeOf(answer.status);
    throw new SisError({
      code,
      scope: 'run',
      status: answer.status,
      detail: errorDetail(answer.body),
      notBefore: code === 'AUTH_EXPIRED' ? null : retryAfter(answer.headers, ports.now),
    });
  }
  return readToken(request, withoutIdToken(answer, response));
}

/** Who the teacher is does not matter here, and an identity token could only be checked by one who knows its issuer. */
function withoutIdToken({ body }: Answer, response: Response): Response {
  if (typeof body !== 'object' || body === null || !('id_token' in body)) return response;
  const { id_token: _, ...token } = body;
  return Response.json(token, { status: response.status });
}

async function ask(request: TokenRequest, ports: Ports): Promise<Response> {
  const { tokenUrl } = request;
  if (!URL.canParse(tokenUrl) || !isSecureUrl(new URL(tokenUrl))) {
    throw new SisError({ code: 'NOT_CONFIGURED', scope: 'run', detail: tokenUrl });
  }
  try {
    return await send(request, {
      [customFetch]: boundedFetch(ports.fetch),
      // Only loopback gets here over http.
      [allowInsecureRequests]: tokenUrl.startsWith('http:'),
      signal: AbortSignal.timeout(timeout),
    });
  } catch (cause) {
    throw noAnswer(cause, undefined, ports.isOnline());
  }
}

type Options = Parameters<typeof clientCredentialsGrantRequest>[4];

/** A teacher signs in as a public client, which has no secret (RFC 8252 8.5); PKCE stands in for it. */
function send({ tokenUrl, clientId, scopes, grant }: TokenRequest, options: Options) {
  const as = server(tokenUrl);
  const client: Client = { client_id: clientId };
  switch (grant.type) {
    case 'client-credentials': {
      const scope = scopes.join(' ');
      const parameters: Record<string, string> = scope ? { scope } : {};
      return clientCredentialsGrantRequest(
        as,
        client,
        basicAuth(grant.secret),
        parameters,
        options,
      );
    }
    case 'code': {
      const { callback, redirectUrl, verifier } = grant;
      return authorizationCodeGrantRequest(
        as,
        client,
        None(),
        callback,
        redirectUrl,
        verifier,
        options,
      );
    }
    case 'refresh':
      return refreshTokenGrantRequest(as, client, None(), grant.refreshToken, options);
  }
}

const processors = {
  'client-credentials': processClientCredentialsResponse,
  code: processAuthorizationCodeResponse,
  refresh: processRefreshTokenResponse,
} as const satisfies Record<Grant['type'], unknown>;

async function readToken(request: TokenRequest, response: Response): Promise<IssuedToken> {
  try {
    const client: Client = { client_id: request.clientId };
    const process = processors[request.grant.type];
    const token = await process(server(request.tokenUrl), client, response);
    const seconds = token.expires_in ?? null;
    return {
      accessToken: token.access_token,
      refreshToken: token.refresh_token ?? null,
      life: seconds === null ? null : seconds * 1000,
    };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : '';
    throw new SisError({ code: 'NOT_THE_SIS', scope: 'run', status: response.status, detail });
  }
}

/** There is no discovery in OneRoster: the token endpoint is all that is known of the server. */
const server = (tokenUrl: string) => ({ issuer: tokenUrl, token_endpoint: tokenUrl });

/** 400 invalid_client, invalid_scope … and 401, 403 (RFC 6749 5.2): this client may not sign in. */
function codeOf(status: number): ReasonCode {
  if (status === 429) return 'RATE_LIMITED';
  if (status === 400 || status === 401 || status === 403) return 'AUTH_EXPIRED';
  return status === 408 || (status >= 500 && status !== 511) ? 'SIS_DOWN' : 'NOT_THE_SIS';
}
