import type { Clock } from '../model/clock.ts';
import { browserIsOnline } from './no-answer.ts';
import { SisError } from './sis-client.ts';
import { requestToken } from './token-request.ts';

/** Kept for the browser session only. `renewAt` is epoch milliseconds; `issuedFor` is the connection it belongs to. */
export type Token = { accessToken: string; renewAt: number; issuedFor: string };

/** Where the token lives between two lives of the background (storage.session). */
export type TokenStore = {
  get(): Promise<Token | null>;
  set(token: Token): Promise<void>;
  clear(): Promise<void>;
};

export type TokenSourceDeps = {
  fetch: typeof fetch;
  clock: Clock;
  tokenUrl: string;
  clientId: string;
  /** Read when needed and kept nowhere; null = the teacher has to type it in again. */
  clientSecret: () => Promise<string | null>;
  scopes: string[];
  store: TokenStore;
  isOnline?: () => boolean;
};

/** Answers with an access token; `fresh` = the one given before was refused. Rejects with SisError. */
export type GetToken = (options: { fresh: boolean }) => Promise<string>;

/** Renewed this long before it expires, or half-way through a shorter life. */
const margin = 60_000;
/** Where the server does not say (RFC 6749 5.1), and a bound on what it may say. In milliseconds. */
const defaultLife = 10 * 60_000;
const longestLife = 24 * 60 * 60_000;

/**
 * OAuth2 client credentials, the one flow that OneRoster 1.2 declares. However many callers ask at once, one request
 * is made. A token of another connection is never given out.
 */
export function createTokenSource(deps: TokenSourceDeps): GetToken {
  const { clock, store, tokenUrl, clientId, scopes } = deps;
  const issuedFor = [tokenUrl, clientId, ...scopes].join(' ');
  let renewal: Promise<string> | null = null;

  async function renew(): Promise<string> {
    await store.clear();
    const secret = await deps.clientSecret();
    if (secret === null) throw new SisError({ code: 'AUTH_EXPIRED', scope: 'run' });
    const request = { tokenUrl, clientId, secret, scopes };
    const { accessToken, life } = await requestToken(request, {
      fetch: deps.fetch,
      now: clock.now(),
      isOnline: deps.isOnline ?? browserIsOnline,
    });
    await store.set({ accessToken, renewAt: clock.now() + usable(life), issuedFor });
    return accessToken;
  }

  const renewOnce = (): Promise<string> => {
    renewal ??= renew().finally(() => {
      renewal = null;
    });
    return renewal;
  };

  return async ({ fresh }) => {
    if (fresh || renewal) return renewOnce();
    const token = await store.get();
    const good = token?.issuedFor === issuedFor && token.renewAt > clock.now();
    return good ? token.accessToken : renewOnce();
  };
}

function usable(life: number | null): number {
  const bounded = Math.min(Math.max(life ?? defaultLife, 0), longestLife);
  return bounded - Math.min(margin, bounded / 2);
}
