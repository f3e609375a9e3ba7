import type { Clock } from '../../model/clock.ts';

export type Pace = {
  /** Resolves when the next request may be made. */
  turn: () => Promise<void>;
  /** The SIS has taken a request. */
  taken: () => void;
  /**
   * The SIS has refused a request and wishes none before `notBefore` (epoch ms; null = it names no time). True: that is
   * sat out by the turns to come, and the request may be made again. False: the run should pause.
   */
  slowDown: (notBefore: number | null) => boolean;
};

/** Wishes up to this are sat out; for longer ones the worker should not be kept awake (ms). */
const shortWish = 5_000;

/** Nobody waits longer for a turn; a clock that was set back would make it look so (ms). */
const longestQueue = 120_000;

/** Below this the SIS is crowded (requests per second): the run pauses, and makes room. */
const crowded = 1;

/** So many requests that were taken make the pace quicker by a factor: more, until the limit was found, then less. */
const search = { after: 20, by: 1.1 };
const found = { after: 400, by: 1.01 };

/** Of those who were refused together each comes back at another moment of so many ms after the wish. */
export const spreadAfter = (wish: number): number => Math.min(wish, 1_000);

/** What is left of a pace that was too quick. */
const slower = 0.97;

/**
 * How quickly requests follow each other, once the SIS has said that it limits them by the second, which a pause of the
 * run for each refusal would make twenty times slower than allowed. Until a refusal there is no pace. Then it is what
 * the SIS has taken per second, the rest it wishes included; it is quickened until the SIS refuses again, and from
 * then on stays close below that.
 */
export function createPace({
  clock,
  sleep,
  random,
}: {
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  /** At least 0 and less than 1. */
  random: () => number;
}): Pace {
  let perSecond = Number.POSITIVE_INFINITY;
  let step = search;
  /** Since then the SIS takes requests, and so many it has. */
  let since = clock.now();
  let count = 0;
  let quickenAt = step.after;
  let nextTurn = since;
  let rest: Promise<void> | null = null;
  let rests = 0;

  async function sitOut(wish: number): Promise<void> {
    await sleep(wish + Math.floor(random() * spreadAfter(wish)));
    [since, count, quickenAt] = [clock.now(), 0, step.after];
    nextTurn = since;
    rest = null;
  }

  return {
    async turn() {
      for (let before = -1; before !== rests; ) {
        if (rest) await rest;
        before = rests; // a rest meanwhile gives out the turns anew
        const now = clock.now();
        if (nextTurn < now || nextTurn > now + longestQueue) nextTurn = now;
        const wait = nextTurn - now;
        nextTurn += 1_000 / perSecond;
        if (wait > 0) await sleep(wait);
      }
    },
    taken() {
      if (++count < quickenAt) return;
      quickenAt += step.after;
      perSecond *= step.by;
    },
    slowDown(notBefore) {
      if (rest) return true; // one of those that were on their way
      const now = clock.now();
      const wish = (notBefore ?? Number.POSITIVE_INFINITY) - now;
      if (wish > shortWish) return false;
      const isFirst = perSecond === Number.POSITIVE_INFINITY;
      // With the rest it wishes for, where it was asked in a burst.
      const seen = (1_000 * count) / (now - since + (isFirst ? wish : 0));
      const next = isFirst ? seen : Math.min(seen, perSecond) * slower;
      if (!(next >= crowded)) return false;
      if (!isFirst) step = found;
      perSecond = next;
      rests++;
      rest = sitOut(wish);
      return true;
    },
  };
}
