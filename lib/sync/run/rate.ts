import type { Clock } from '../../model/clock.ts';

/** Below this the SIS is crowded (requests per second): the run pauses, and makes room. */
const crowded = 1;

/**
 * What was taken for so many seconds is tried quicker by a factor, and what was refused after as long is slowed down by
 * it. With each refusal the limit is known better, so the next step is finer: the last is 1 % a minute, because a
 * refusal costs a rest of a second or more, which is 2 % of a minute.
 */
const steps = [
  { seconds: 2, by: 1.1 },
  { seconds: 10, by: 1.03 },
  { seconds: 60, by: 1.01 },
] as const;

/** Taken less than this part of the rate before a refusal: what was known of the limit does not hold any more. */
const leastPart = 0.5;

/** So many times taken in a row: the limit is further away than was thought, and the steps are coarser again. */
const farAway = 3;

/** How many requests a second the SIS takes, as far as it has shown: without end until it refuses one. */
export function createRate(clock: Clock) {
  let perSecond = Number.POSITIVE_INFINITY;
  let finest = 0;
  /** Since then the SIS takes requests, and so many it has. */
  let since = clock.now();
  let count = 0;
  /** Taken at this rate, and how many steps in a row were. */
  let atThis = 0;
  let inARow = 0;

  const step = () => steps[finest] ?? steps[0];

  /** The wish counts only in a first burst: later the requests are spread over the time that the SIS counts. */
  function slower(wish: number): number {
    const took = clock.now() - since;
    if (perSecond === Number.POSITIVE_INFINITY) return (1_000 * count) / (took + wish);
    const seen = (1_000 * count) / took;
    const { seconds, by } = step();
    // Others may have come, or the SIS takes nothing more today.
    if (!(seen >= leastPart * perSecond)) finest = 0;
    else if (count >= seconds * perSecond) {
      finest = Math.min(finest + 1, steps.length - 1);
      return perSecond / by;
    }
    // While little is known, what was seen says more.
    return (finest === 0 ? Math.min(seen, perSecond) : perSecond) / step().by;
  }

  return {
    perSecond: () => perSecond,
    taken(): void {
      count++;
      const { seconds, by } = step();
      if (++atThis < seconds * perSecond) return;
      [atThis, perSecond] = [0, perSecond * by];
      if (++inARow < farAway) return;
      [inARow, finest] = [0, Math.max(finest - 1, 0)];
    },
    /** The SIS has refused a request, and wishes to rest so long (ms). False: it takes too few to go on with. */
    refused(wish: number): boolean {
      const next = slower(wish);
      inARow = 0;
      if (!(next >= crowded)) return false;
      perSecond = next;
      return true;
    },
    /** The rest is over. */
    goOn(): void {
      [since, count, atThis] = [clock.now(), 0, 0];
    },
  };
}
