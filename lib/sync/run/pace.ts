import type { Clock } from '../../model/clock.ts';
import { createRate } from './rate.ts';

export type Pace = {
  /** Resolves when the next request may be made. */
  turn: () => Promise<void>;
  /** The SIS has taken a request. */
  taken: () => void;
  /**
   * The SIS has refused a request and wishes none before `notBefore` (epoch ms; null = it names no time, and a rest is
   * tried). True: that is sat out by the turns to come, and the request may be made again. False: the run should pause.
   */
  slowDown: (notBefore: number | null) => boolean;
};

const second = 1_000;

/** Wishes up to this are sat out; for longer ones the worker should not be kept awake (ms). */
const shortWish = 5 * second;

/** After a rest that was tried the first request goes alone so long, or all of a window could be refused again (ms). */
const probing = 500;

/** Nobody waits longer for a turn; a clock that was set back would make it look so (ms). */
const longestQueue = 120 * second;

/**
 * The turns of a second come in this part of it. A SIS counts by the second, or by many: what is late on its way then
 * arrives in the gap and not with the next second's. After a rest our seconds begin about where those of the SIS do,
 * since the request it refused was one at the end of its second; where they do not, nothing is lost.
 */
const busyPart = 0.75;

/** Of those who were refused together each comes back at another moment of so many ms after the wish, within the gap. */
export const spreadAfter = (wish: number): number => Math.min(wish, 150);

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
  limited = 0,
}: {
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  /** At least 0 and less than 1. */
  random: () => number;
  /** As in RunRecord; 0 or nothing = the run has not paused yet. */
  limited?: number | undefined;
}): Pace {
  const rate = createRate(clock);
  /** Our seconds are counted from here. */
  let began = clock.now();
  /** When the next turn would be, were a second's spread over all of it. */
  let nextTurn = began;
  let queue = Promise.resolve();
  let rest: Promise<void> | null = null;
  let rests = 0;
  /** Rests that were tried one after the other, while the SIS took nothing. */
  let tried = 0;
  /** Whether the next turn is to show if such a rest was long enough. */
  let isProbe = false;

  async function sitOut(wish: number): Promise<void> {
    await sleep(wish + Math.floor(random() * spreadAfter(wish)));
    rate.goOn();
    isProbe = tried > 0;
    began = clock.now();
    nextTurn = began;
    rest = null;
  }

  /** How long to wait for the turn that is given out with it. */
  function giveTurn(): number {
    const now = clock.now();
    if (nextTurn < now) nextTurn = now;
    if (nextTurn > now + longestQueue) [began, nextTurn] = [now, now];
    const early = ((nextTurn - began) % second) * (1 - busyPart);
    const wait = nextTurn - early - now;
    nextTurn += isProbe ? probing : second / rate.perSecond();
    isProbe = false;
    return wait;
  }

  async function nextInQueue(): Promise<void> {
    for (let before = -1; before !== rests; ) {
      if (rest) await rest;
      before = rests; // a rest meanwhile gives out the turn anew
      const wait = giveTurn();
      if (wait > 0) await sleep(wait);
    }
  }

  /**
   * A SIS that names no time may limit by the second, by a few, or by the minute: a second is tried first, then twice as
   * long, but not by a run that has paused before. What is refused after a rest that was too short says nothing more of
   * the limit.
   */
  function tryRest(): boolean {
    const wish = second * 2 ** tried;
    const longest = limited > 0 ? second : shortWish;
    if (wish > longest || (tried === 0 && !rate.refused(wish))) return false;
    tried++;
    return begin(wish);
  }

  function begin(wish: number): true {
    rests++;
    rest = sitOut(wish);
    return true;
  }

  return {
    turn() {
      if (rests === 0) return queue;
      queue = queue.then(nextInQueue); // one at a time: a new pace is that of the very next turn
      return queue;
    },
    taken() {
      if (!rest) tried = 0;
      rate.taken();
    },
    slowDown(notBefore) {
      if (rest) return true; // one of those that were on their way
      if (notBefore === null) return tryRest();
      const wish = notBefore - clock.now();
      return wish <= shortWish && rate.refused(wish) && begin(wish);
    },
  };
}
