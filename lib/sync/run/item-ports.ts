import type { Clock } from '../../model/clock.ts';
import { type SisClient, SisError } from '../../sis/sis-client.ts';
import type { Observed } from '../../storage/records.ts';
import type { Fingerprint } from '../plan/fingerprint.ts';
import type { Pace } from './pace.ts';
import type { Limit } from './window.ts';

/** What putting one item takes from the run it is part of. */
export type ItemPorts = {
  sis: SisClient;
  clock: Clock;
  /** Runs one request when its turn has come. */
  limit: Limit;
  pace: Pace;
  /** Asked before every request: the teacher cancelled, opted out, or the run has stopped. */
  mayGoOn: () => boolean;
  /**
   * An error that is not about this item (sign-in, rate limit, network). True: nothing more may be sent. False: the
   * run goes on, and the error counts as this item's.
   */
  stop: (error: SisError) => boolean;
  /** Told after every acknowledgement; `scores` = how many scores it was for. */
  note: (row: Observed, scores?: number) => void;
  /** Told the sourcedId of what was acknowledged. */
  wrote: (sourcedId: string) => void;
  fingerprint: Fingerprint;
};

/** After this error nobody knows whether the SIS has taken what was sent. */
export const mayHaveArrived = ({ status }: SisError): boolean =>
  status === null || status < 300 || status === 408 || status >= 500;

/**
 * What a request brought: its answer, `left` when it was not to be made any more, or the error when this item or
 * score was refused. An error that concerns the whole run stops it, but for a short rest that the SIS wishes.
 */
export async function attempt<T>(
  request: () => Promise<T>,
  { mayGoOn, stop, pace }: ItemPorts,
): Promise<T | 'left' | SisError> {
  while (mayGoOn()) {
    try {
      const answer = await request();
      pace.taken();
      return answer;
    } catch (error) {
      if (!(error instanceof SisError)) throw error;
      const rests = error.code === 'RATE_LIMITED' && pace.slowDown(error.notBefore);
      if (!rests) return error.scope === 'run' && stop(error) ? 'left' : error;
      await pace.turn();
    }
  }
  return 'left';
}
