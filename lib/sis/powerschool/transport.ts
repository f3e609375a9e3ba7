import ky, { isHTTPError } from 'ky';
import type { Clock } from '../../model/clock.ts';
import { type Answer, isHtml, isSuccess, readAnswer } from '../answer.ts';
import { boundedFetch } from '../bounded-fetch.ts';
import { browserIsOnline, noAnswer } from '../no-answer.ts';
import { backoff, retryOptions, retryStatuses } from '../retry.ts';
import { SisError } from '../sis-client.ts';
import { refusal, type Target } from './refusal.ts';

/** Longest wait for one whole answer; also how long an unanswered create may still take effect. */
const timeout = 20_000;

export type TransportDeps = {
  /** Reaches PowerSchool only, with the teacher's own session, and follows no redirect. */
  fetch: typeof fetch;
  /** Of PowerSchool, such as `https://district.powerschool.com`. */
  origin: string;
  clock: Clock;
  /** Milliseconds before repeat 1, 2 …, before jitter. */
  retryDelay?: (attempt: number) => number;
  isOnline?: () => boolean;
};

type Call = {
  /** `get` and `put` are repeated when the server stumbles, `post` never is. */
  method: 'get' | 'post' | 'put';
  /** Behind `/ws/xte/`, with its query. */
  path: string;
  target: Target;
  json?: unknown;
  signal?: AbortSignal | undefined;
};

/** Resolves with a success, which is never a page; rejects with SisError. */
export type Send = (call: Call) => Promise<Answer>;

const probe: Call = { method: 'get', path: 'user/teacher/me/session', target: 'service' };

/** A create is answered without a body, whatever content type a server puts on that. */
const isFine = (answer: Answer): boolean =>
  isSuccess(answer) && (answer.body === undefined || !isHtml(answer));

export function createTransport(deps: TransportDeps): Send {
  const attempt = createAttempt(deps);

  return async (call) => {
    const answer = await attempt(call);
    if (isFine(answer)) return answer;
    const error = refusal(answer, call.target, deps.clock.now());
    // 403 is said of a session that is over and of what a teacher may not do: the probe knows which.
    if (error.status === 403 && error.scope === 'item' && call.path !== probe.path) {
      const session = await attempt(probe);
      if (!isFine(session)) throw refusal(session, 'service', deps.clock.now());
    }
    throw error;
  };
}

const headers = {
  accept: 'application/json, text/plain, */*',
  'content-type': 'application/json;charset=UTF-8',
};

/** One request with its repeats. Resolves with whatever was answered, rejects with SisError when nothing was. */
function createAttempt({ clock, origin, retryDelay, isOnline, ...deps }: TransportDeps) {
  const client = ky.create({
    fetch: boundedFetch(deps.fetch),
    timeout,
    retry: retryOptions(clock, retryDelay ?? backoff),
    throwHttpErrors: (status) => retryStatuses.includes(status),
  });
  return async ({ method, path, json, signal }: Call): Promise<Answer> => {
    try {
      signal?.throwIfAborted();
      const body = json === undefined ? {} : { json };
      const options = { method, headers, signal: signal ?? null, ...body };
      return await readAnswer(await client(`${origin}/ws/xte/${path}`, options));
    } catch (error) {
      if (isHTTPError(error)) {
        const { status, headers } = error.response;
        return { status, headers, body: error.data };
      }
      throw signedOutIfSentElsewhere(noAnswer(error, signal, (isOnline ?? browserIsOnline)()));
    }
  };
}

/** PowerSchool sends nobody elsewhere but to its sign-in page. */
const signedOutIfSentElsewhere = (error: SisError): SisError =>
  error.code === 'REDIRECTED'
    ? new SisError({ code: 'SIS_SIGNED_OUT', scope: 'run', status: error.status })
    : error;
