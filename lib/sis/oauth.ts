import type { Clock } from '../model/clock.ts';
import { browserIsOnline } from './no-answer.ts';
import { SisError } from './sis-client.ts';
import type { IssuedToken } from './token-request.ts';

/**
 * Kept for the browser session only. `renewAt` is epoch milliseconds; `issuedFor` is the connection it belongs to;
 * `refreshToken` is there only where a teacher has signed in.
 */
export type Token = {
  accessToken: string;
  refreshToken: string | null;
  renewAt: number;
  issuedFor: string;
};

/** Where the token lives between two lives of the background (storage.session). */
export type TokenStore = {
  get(): Promise<Token | null>;
  set(token: Token): Promise<void>;
  clear(): Promise<void>;
};

export type TokenClient = {
  fetch: typeof fetch;
  clock: Clock;
  tokenUrl: string;
  clientId: string;
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

const connectionOf = ({ tokenUrl, clientId, scopes }: TokenClient): string =>
  [tokenUrl, clientId, ...scopes].join(' ');

const portsOf = ({ fetch, clock, isOnline }: TokenClient) => ({
  fetch,
  now: clock.now(),
  isOnline: isOnline ?? browserIsOnline,
});

/** Puts a new token where the next look finds it. A refresh token that was not replaced goes on. */
export async function keepToken(
  client: TokenClient,
  issued: IssuedToken,
  before: Token | null,
): Promise<void> {
  const { accessToken, refreshToken, life } = issued;
  await client.store.set({
    accessToken,
    refreshToken: refreshToken ?? before?.refreshToken ?? null,
    renewAt: client.clock.now() + usable(life),
    issuedFor: connectionOf(client),
  });
}

/**
 * Gives the token that is there, and renews it when it must be. However many callers ask at once, one request is
 * made. A token of another connection is never given out.
 */
function tokenSource(
  client: TokenClient,
  issue: (before: Token | null) => Promise<IssuedToken>,
): GetToken {
  const { store, clock } = client;
  let renewal: Promise<string> | null = null;

  const ours = async (): Promise<Token | null> => {
    const token = await store.get();
    return token?.issuedFor === connectionOf(client) ? token : null;
  };
  async function renew(): Promise<string> {
    const before = await ours();
    // Not given out any more; what it can be renewed with outlives a lost network.
    if (before) await store.set({ ...before, renewAt: 0 });
    else await store.clear();
    try {
      const issued = await issue(before);
      // Signed out while the SIS was asked: what it gave is neither kept nor used.
      if (before && !(await ours())) throw signInAgain();
      await keepToken(client, issued, before);
      return issued.accessToken;
    } catch (error) {
      if (error instanceof SisError && error.code === 'AUTH_EXPIRED') await store.clear();
      throw error;
    }
  }
  const renewOnce = (): Promise<string> => {
    renewal ??= renew().finally(() => {
      renewal = null;
    });
    return renewal;
  };
  return async ({ fresh }) => {
    if (fresh || renewal) return renewOnce();
    const token = await ours();
    return token && token.renewAt > clock.now() ? token.accessToken : renewOnce();
  };
}

const signInAgain = (): SisError => new SisError({ code: 'AUTH_EXPIRED', scope: 'run' });

/**
 * OAuth2 client credentials, the one flow that OneRoster 1.2 declares. The secret is read when needed and kept
 * nowhere; null = the teacher has to type it in again.
 */
export const clientCredentials = (
  client: TokenClient,
  clientSecret: () => Promise<string | null>,
): GetToken =>
  tokenSource(client, async () => {
    const secret = await clientSecret();
    if (secret === null) throw signInAgain();
    const { tokenUrl, clientId, scopes } = client;
    const grant = { type: 'client-credentials', secret } as const;
    const { requestToken } = await import('./token-request.ts'); // as in sis-registry.ts
    return requestToken({ tokenUrl, clientId, scopes, grant }, portsOf(client));
  });

/** The token of a teacher who has signed in (pkce.ts), renewed for as long as the SIS lets it be. */
export const teacherToken = (client: TokenClient): GetToken =>
  tokenSource(client, async (before) => {
    if (!before?.refreshToken) throw signInAgain();
    const { tokenUrl, clientId, scopes } = client;
    const grant = { type: 'refresh', refreshToken: before.refreshToken } as const;
    const { requestToken } = await import('./token-request.ts'); // as in sis-registry.ts
    return requestToken({ tokenUrl, clientId, scopes, grant }, portsOf(client));
  });

function usable(life: number | null): number {
  const bounded = Math.min(Math.max(life ?? defaultLife, 0), longestLife);
  return bounded - Math.min(margin, bounded / 2);
}
