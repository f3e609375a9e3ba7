import ky, { isHTTPError, type Options } from 'ky';
import type { Clock } from '../../model/clock.ts';
import { type Answer, isHtml, isSuccess, readAnswer } from '../answer.ts';
import { boundedFetch } from '../bounded-fetch.ts';
import { browserIsOnline, noAnswer } from '../no-answer.ts';
import { refusal, type Target } from './refusal.ts';
import { backoff, retryOptions, retryStatuses } from './retry.ts';

/** Longest wait for one whole answer. A stopped background would lose a longer one anyway. */
const timeout = 20_000;

export type TransportDeps = {
  /** Reaches the configured hosts only and follows no redirect (lib/net/guarded-fetch.ts). */
  fetch: typeof fetch;
  /** Rejects with SisError. `fresh` = the token given before was refused. */
  getToken: (options: { fresh: boolean }) => Promise<string>;
  clock: Clock;
  /** Milliseconds before repeat 1, 2 …, before jitter. */
  retryDelay?: (attempt: number) => number;
  isOnline?: () => boolean;
};

/** Both resolve with a success, which is never HTML, and reject with SisError. */
export type Transport = {
  get(url: string, target: Target, signal?: AbortSignal): Promise<Answer>;
  put(url: string, body: unknown, target: Target, signal?: AbortSignal): Promise<Answer>;
};

export function createTransport(deps: TransportDeps): Transport {
  const attempt = createAttempt(deps);

  async function request(url: string, target: Target, options: Options): Promise<Answer> {
    const answer = await withToken(deps.getToken, (token) => attempt(url, token, options));
    if (isSuccess(answer) && !isHtml(answer)) return answer;
    throw refusal(answer, target, deps.clock.now());
  }

  return {
    get: (url, target, signal) => request(url, target, { method: 'get', signal: signal ?? null }),
    put: (url, json, target, signal) =>
      request(url, target, { method: 'put', json, signal: signal ?? null }),
  };
}

type Attempt = (url: string, token: string, options: Options) => Promise<Answer>;

/** One request with its repeats. Resolves with whatever was answered, rejects with SisError when nothing was. */
function createAttempt({ clock, retryDelay, isOnline, ...deps }: TransportDeps): Attempt {
  const client = ky.create({
    fetch: boundedFetch(deps.fetch),
    timeout,
    retry: retryOptions(clock, retryDelay ?? backoff),
    throwHttpErrors: (status) => retryStatuses.includes(status),
  });
  return async (url, token, options) => {
    const signal = options.signal ?? undefined;
    try {
      signal?.throwIfAborted();
      const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
      return await readAnswer(await client(url, { ...options, headers }));
    } catch (error) {
      if (!isHTTPError(error)) throw noAnswer(error, signal, (isOnline ?? browserIsOnline)());
      const { status, headers } = error.response;
      return { status, headers, body: error.data };
    }
  };
}

/** After a 401, once more with another token: the one that a neighbouring request has got meanwhile, or a new one. */
async function withToken(
  getToken: TransportDeps['getToken'],
  send: (token: string) => Promise<Answer>,
): Promise<Answer> {
  const token = await getToken({ fresh: false });
  const answer = await send(token);
  if (answer.status !== 401) return answer;
  const current = await getToken({ fresh: false });
  return send(current === token ? await getToken({ fresh: true }) : current);
}
