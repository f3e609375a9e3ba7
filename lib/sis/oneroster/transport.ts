import ky, { isHTTPError } from 'ky';
import type { Clock } from '../../model/clock.ts';
import { type Answer, isHtml, isSuccess, readAnswer } from '../answer.ts';
import { boundedFetch } from '../bounded-fetch.ts';
import { browserIsOnline, noAnswer } from '../no-answer.ts';
import { backoff, retryOptions, retryStatuses } from '../retry.ts';
import type { Credential, SignIn } from '../sign-in.ts';
import { refusal, type Target } from './refusal.ts';

/** Longest wait for one whole answer. A stopped background would lose a longer one anyway. */
const timeout = 20_000;

export type TransportDeps = {
  /** Reaches the configured hosts only and follows no redirect (lib/net/guarded-fetch.ts). */
  fetch: typeof fetch;
  signIn: SignIn;
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

  async function request(url: string, target: Target, call: Call): Promise<Answer> {
    const answer = await withCredential(deps.signIn, (credential) =>
      attempt(url, credential, call),
    );
    if (isSuccess(answer) && !isHtml(answer)) return answer;
    throw refusal(answer, target, deps.clock.now());
  }

  return {
    get: (url, target, signal) => request(url, target, { method: 'get', body: null, signal }),
    put: (url, body, target, signal) =>
      request(url, target, { method: 'put', body: JSON.stringify(body), signal }),
  };
}

/** `body` is JSON. */
type Call = { method: 'get' | 'put'; body: string | null; signal: AbortSignal | undefined };

type Attempt = (url: string, credential: Credential, call: Call) => Promise<Answer>;

/** One request with its repeats. Resolves with whatever was answered, rejects with SisError when nothing was. */
function createAttempt({ clock, retryDelay, isOnline, ...deps }: TransportDeps): Attempt {
  const send = boundedFetch(deps.fetch);
  const client = ky.create({
    timeout,
    retry: retryOptions(clock, retryDelay ?? backoff),
    throwHttpErrors: (status) => retryStatuses.includes(status),
  });
  return async (url, credential, { method, body, signal }) => {
    try {
      signal?.throwIfAborted();
      const fetch = signed(credential, body, send);
      return await readAnswer(await client(url, { method, signal: signal ?? null, fetch }));
    } catch (error) {
      if (!isHTTPError(error)) throw noAnswer(error, signal, (isOnline ?? browserIsOnline)());
      const { status, headers } = error.response;
      return { status, headers, body: error.data };
    }
  };
}

/**
 * Signs each try by itself: a signature is good for one request only. The body is put in here too: ky copies a request
 * before each try, and to copy one with a body takes a browser longer than to send it (measured: 1 ms of 2).
 */
const signed =
  (credential: Credential, body: string | null, send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const asked = input instanceof Request ? input : new Request(input, init);
    const { method, url, signal } = asked;
    const headers = new Headers(asked.headers);
    headers.set('accept', 'application/json');
    if (body !== null) headers.set('content-type', 'application/json');
    const fields = await credential.headers({ method, url });
    for (const [name, value] of Object.entries(fields)) headers.set(name, value);
    return send(url, { method, headers, body, signal });
  };

/** After a 401, once more with another credential: what a neighbouring request has got meanwhile, or a new one. */
async function withCredential(
  signIn: SignIn,
  send: (credential: Credential) => Promise<Answer>,
): Promise<Answer> {
  const credential = await signIn({ fresh: false });
  const answer = await send(credential);
  if (answer.status !== 401) return answer;
  const current = await signIn({ fresh: false });
  return send(current.key === credential.key ? await signIn({ fresh: true }) : current);
}
