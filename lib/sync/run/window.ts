import pLimit from 'p-limit';
import type { Clock } from '../../model/clock.ts';
import type { Profile } from '../../sis/profile.ts';
import { SisError } from '../../sis/sis-client.ts';
import type { RunRecord } from '../../storage/records.ts';
import type { Pace } from './pace.ts';
import { worthIt } from './pause.ts';

/** Runs what it is given when its turn has come. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

export type Window = {
  /**
   * `mayGoOn`: whether a request will be made at all; if not, its turn is left to others. The SIS has taken it unless
   * `work` rejects, or answers a SisError or `left`, as `attempt` does.
   */
  request: <T>(work: () => Promise<T>, mayGoOn: () => boolean) => Promise<T>;
  /** Items begun and not ended: as many as there may be requests, or few changes in many items would go one by one. */
  item: Limit;
  /** Requests that may be in flight now. */
  size: () => number;
};

type Ports = { clock: Clock; pace: Pick<Pace, 'turn'> };

/** How much longer than the fastest an answer may take before it counts as having waited for others. */
const patience = 1.5;

/** How a window is judged by its answers, and what becomes of it. */
type Manner = {
  /** Which answer of a round speaks for it: 0.5 is the one in the middle. */
  typical: number;
  /** What a clock in whole milliseconds and a busy machine add to an answer (ms). */
  slack: number;
  /** After a round of answers that took `tooSlow` times what they may. */
  narrower: (size: number, tooSlow: number) => number;
  /** `taken` = how many requests the SIS has; `before` = the window that was last too wide. */
  wider: (size: number, seen: { taken: number; before: number }) => number;
  /** Doubles to begin with. */
  doubles: boolean;
};

const isTaken = (answer: unknown): boolean => answer !== 'left' && !(answer instanceof SisError);

/** Fewer answers tell too little of what is usual. */
const leastRound = 6;

/**
 * Gives way about as much as the round was too slow, so that the window stays where the queue begins. Who queues at a
 * SIS waits with all the others, while a moment in which our own machine was busy delays some: the quicker quarter of
 * a round tells one from the other. After some such moments in a row it is down to six all the same: each quick round
 * goes half of the way back to where it was before, and where that was too far, next time less far (as CUBIC does).
 */
const calm: Manner = {
  typical: 0.25,
  slack: 20,
  narrower: (size, tooSlow) => Math.floor(size / Math.min(tooSlow, 2)),
  wider: (size, { before }) =>
    size + Math.max(1, Math.floor(size / 10), Math.floor((before - size) / 2)),
  doubles: true,
};

/**
 * Where many are known to be waiting: by half, as TCP does, and sooner. What is in flight when the SIS has had enough is
 * refused, so it grows with what got through: to one more for as many as a pause should be worth.
 */
const humble: Manner = {
  typical: 0.5,
  slack: 10,
  narrower: (size) => Math.floor(size / 2),
  wider: (size, { taken }) => Math.min(size + 1, 1 + Math.floor(taken / worthIt)),
  doubles: false,
};

/**
 * The window of one life of a run. One that the SIS has limited before comes back with a single request, as TCP does
 * after a time-out: mostly it is still too early, and each request beyond the first would be one that is refused. It
 * also grows less far and gives way sooner, since nobody knows how many others are waiting.
 */
export function openWindow(
  run: Pick<RunRecord, 'limited'>,
  { concurrency, profile, ...ports }: Ports & { concurrency: number; profile: Profile },
): Window {
  const { maxInFlight } = profile;
  if (!run.limited) {
    return createWindow({ start: concurrency, max: maxInFlight, manner: calm, ...ports });
  }
  const max = Math.min(4 * concurrency, maxInFlight);
  return createWindow({ start: 1, max, manner: humble, ...ports });
}

type Rule = Ports & { start: number; max: number; manner: Manner };

/**
 * How many requests may be in flight. Nobody says how many a SIS can bear: over HTTP/1.1 the browser itself lets 6
 * through per host, over HTTP/2 100 (both measured), and a server of a district may be one old machine. So the run
 * begins with what a browser would do anyway and looks at the answers, as TCP does with its window: while they come
 * as fast as they did, the window doubles; when they take half as long again somebody is queueing, and it narrows, and
 * from then on grows beyond where it was in small steps. A slow round, which a busy processor of our own makes too,
 * costs little; a SIS that stays slow is soon down to six. Over HTTP/1.1 the queue is the browser's own, so it stays at about 6.
 *
 * `max` is what the profile of the system allows.
 */
function createWindow({ start, max, manner, clock, pace }: Rule): Window {
  const least = Math.min(start, max);
  const requests = pLimit(least);
  const items = pLimit(least);
  let fastest = Number.POSITIVE_INFINITY;
  let { doubles } = manner;
  let round: number[] = [];
  let taken = 0;
  /** Where the last slow rounds began, one after the other; 0 = nowhere yet. */
  let before = 0;
  let wasSlow = false;

  /** An answer that takes longer has waited for others. */
  const longest = (): number => fastest * patience + manner.slack;

  function next(typical: number): number {
    const size = requests.concurrency;
    const tooSlow = typical / longest();
    if (tooSlow > 1) {
      doubles = false;
      if (!wasSlow) before = size < before ? Math.floor((size + before) / 2) : size;
      wasSlow = true;
      return Math.max(least, manner.narrower(size, tooSlow));
    }
    wasSlow = false;
    return Math.min(max, doubles ? size * 2 : manner.wider(size, { taken, before }));
  }

  /**
   * Judges a whole window of answers at a time: a single slow one says nothing. What the SIS refuses is not among them:
   * it says so sooner than it would have done the work, and after that each that it does would look slow.
   */
  function answered(took: number): void {
    if (took < 1) return; // nothing is so quick: the clock was set back meanwhile
    round.push(took);
    taken++;
    if (round.length < Math.max(requests.concurrency, leastRound)) return;
    const at = Math.floor(round.length * manner.typical);
    const typical = round.toSorted((a, b) => a - b)[at] ?? took;
    round = [];
    fastest = Math.min(fastest, typical);
    // A window that is not used says nothing about a wider one.
    if (requests.pendingCount > 0 || typical > longest()) {
      requests.concurrency = next(typical);
      items.concurrency = requests.concurrency;
    }
  }

  return {
    request: (work, mayGoOn) =>
      requests(async () => {
        if (mayGoOn()) await pace.turn();
        const began = clock.now();
        const answer = await work();
        if (isTaken(answer)) answered(clock.now() - began);
        return answer;
      }),
    item: (work) => items(work),
    size: () => requests.concurrency,
  };
}
