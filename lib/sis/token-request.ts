import {
  allowInsecureRequests,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
} from 'oauth4webapi';
import type { ReasonCode } from '../model/reason.ts';
import { isSecureUrl } from '../net/guarded-fetch.ts';
import { isHtml, readAnswer } from './answer.ts';
import { basicAuth } from './basic-auth.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { errorDetail } from './error-detail.ts';
import { noAnswer } from './no-answer.ts';
import { retryAfter } from './retry-after.ts';
import { SisError } from './sis-client.ts';

export type TokenRequest = {
  tokenUrl: string;
  clientId: string;
  secret: string;
  scopes: string[];
};

type Ports = { fetch: typeof fetch; now: number; isOnline: () => boolean };

/** `life` in milliseconds; null = the server did not say. */
export type IssuedToken = { accessToken: string; life: number | null };

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
  return readToken(request, response);
}

async function ask(request: TokenRequest, ports: Ports): Promise<Response> {
  const { tokenUrl, clientId, secret, scopes } = request;
  if (!URL.canParse(tokenUrl) || !isSecureUrl(new URL(tokenUrl))) {
    throw new SisError({ code: 'NOT_CONFIGURED', scope: 'run', detail: tokenUrl });
  }
  const scope = scopes.join(' ');
  try {
    return await clientCredentialsGrantRequest(
      server(tokenUrl),
      { client_id: clientId },
      basicAuth(secret),
      scope ? { scope } : {},
      {
        [customFetch]: boundedFetch(ports.fetch),
        // Only loopback gets here over http.
        [allowInsecureRequests]: tokenUrl.startsWith('http:'),
        signal: AbortSignal.timeout(timeout),
      },
    );
  } catch (cause) {
    throw noAnswer(cause, undefined, ports.isOnline());
  }
}

async function readToken(request: TokenRequest, response: Response): Promise<IssuedToken> {
  try {
    const client = { client_id: request.clientId };
    const token = await processClientCredentialsResponse(
      server(request.tokenUrl),
      client,
      response,
    );
    const seconds = token.expires_in ?? null;
    return { accessToken: token.access_token, life: seconds === null ? null : seconds * 1000 };
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
