import { isHTTPError, type RetryOptions } from 'ky';
import type { Clock } from '../model/clock.ts';
import { ForeignOriginError } from '../net/guarded-fetch.ts';
import { retryAfter } from './retry-after.ts';
import { SisError } from './sis-client.ts';

/** Answers of a server that may do better in a moment. */
export const retryStatuses = [408, 500, 502, 503, 504];

/** A longer wish than this is not waited out here: the run pauses instead, and an alarm wakes it. */
const longestWait = 10_000;

export const backoff = (attempt: number): number => 500 * 2 ** (attempt - 1);

/** Three tries with full jitter, for requests that may be repeated without harm: reads, and PUTs with our own ids. */
export const retryOptions = (clock: Clock, delay: (attempt: number) => number): RetryOptions => ({
  limit: 2,
  methods: ['get', 'put'],
  statusCodes: retryStatuses,
  afterStatusCodes: retryStatuses,
  maxRetryAfter: longestWait,
  jitter: true,
  delay,
  shouldRetry: ({ error }) => {
    if (error instanceof SisError || error instanceof ForeignOriginError) return false;
    if (!isHTTPError(error)) return true; // a time-out, or no connection, in any browser's words
    const now = clock.now();
    return (retryAfter(error.response.headers, now) ?? now) > now + longestWait ? false : undefined;
  },
});
