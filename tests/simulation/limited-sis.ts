import { refusal } from '../../lib/sis/oneroster/refusal.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How a gateway limits a whole district: so many requests in each window of time, and then 429 until it ends. */
export type RateLimit = {
  perSecond: number;
  window: number;
  /** A gateway that does not say when it takes requests again. */
  silent?: boolean;
};

/** What happened in each second of the simulation. */
export type Series = { taken: number[]; refused: number[] };

const second = 1_000;

/**
 * A SIS behind such a gateway. `Retry-After` names the end of the window, the same instant for everybody: the worst
 * a gateway can do to those who obey it to the letter. An answer takes 60 to 180 ms.
 */
export function createLimitedSis(
  time: VirtualTime,
  limit: RateLimit,
  random: () => number,
): { put: () => Promise<void>; series: Series } {
  const series: Series = { taken: [], refused: [] };
  const perWindow = (limit.perSecond * limit.window) / second;
  let window = -1;
  let left = 0;

  const count = (of: number[]): void => {
    const at = Math.floor(time.clock.now() / second);
    of[at] = (of[at] ?? 0) + 1;
  };

  return {
    series,
    async put() {
      await time.sleep(30 + Math.floor(random() * 60));
      const now = time.clock.now();
      const current = Math.floor(now / limit.window);
      if (current !== window) [window, left] = [current, perWindow];
      const isTaken = left > 0;
      if (isTaken) left--;
      count(isTaken ? series.taken : series.refused);
      const wait = Math.ceil(((current + 1) * limit.window - now) / second);
      await time.sleep(30 + Math.floor(random() * 60));
      if (isTaken) return;
      const headers = new Headers(limit.silent ? {} : { 'retry-after': String(wait) });
      const answer = { status: 429, headers, body: null };
      throw refusal(answer, 'result', time.clock.now());
    },
  };
}
