import { setTimeout as delay } from 'node:timers/promises';
import type { Driver } from '../e2e/support/driver.ts';
import type { Random } from './seeded.ts';

/** Milliseconds from one kill to the next: shorter than most of what the background does in one go. */
const pause = [60, 210] as const;
/** Kills in one burst. It ends, because nothing at all can be done by a worker that never lives for 210 ms. */
const burst = [5, 10] as const;

export type Killer = {
  /** Does something while the background is killed again and again; resolves when both are over. */
  under<T>(work: () => Promise<T>): Promise<T>;
  /** Kills so far that the browser has confirmed. */
  kills(): number;
};

export function createKiller(driver: Driver, random: Random): Killer {
  let kills = 0;

  async function fire(): Promise<void> {
    for (let left = random(...burst); left > 0; left--) {
      await delay(random(...pause));
      // A browser now and then does not say that a worker has stopped when the next one is up at once.
      const confirmed = await driver.stopBackground().then(
        () => true,
        () => false,
      );
      if (confirmed) kills++;
    }
  }

  return {
    async under(work) {
      const [done] = await Promise.all([work(), fire()]);
      return done;
    },
    kills: () => kills,
  };
}
