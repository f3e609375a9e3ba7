import type { Clock } from '../../lib/model/clock.ts';

type Event = { at: number; happen: () => void };

export type VirtualTime = ReturnType<typeof createVirtualTime>;

/**
 * A clock that jumps from one event to the next. What is begun by an event runs until it waits for another one before
 * the clock goes on, so promises live in virtual time as they do in real time.
 */
export function createVirtualTime() {
  const heap: Event[] = [];
  let now = 0;

  function push(event: Event): void {
    let at = heap.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (before(parent, at)) return;
      swap(parent, at);
      at = parent;
    }
  }

  function pop(): Event | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ; ) {
      const child = before(2 * at + 2, 2 * at + 1) ? 2 * at + 2 : 2 * at + 1;
      if (child >= heap.length || before(at, child)) return first;
      swap(at, child);
      at = child;
    }
  }

  /** What is not there comes last. */
  const timeOf = (at: number): number => heap[at]?.at ?? Number.POSITIVE_INFINITY;
  const before = (a: number, b: number): boolean => timeOf(a) <= timeOf(b) && a < heap.length;

  function swap(a: number, b: number): void {
    const [left, right] = [heap[a], heap[b]];
    if (left && right) [heap[a], heap[b]] = [right, left];
  }

  const clock: Clock = { now: () => now };
  return {
    clock,
    /** Calls back at a time (ms), which is not in the past. */
    at: (at: number, happen: () => void): void => push({ at: Math.max(at, now), happen }),
    sleep: (duration: number): Promise<void> =>
      new Promise((wake) => push({ at: now + duration, happen: wake })),
    /** Lets everything happen, until nothing is left or `end` is reached. */
    async run(end: number): Promise<void> {
      await new Promise((next) => setImmediate(next)); // what was begun before now
      while (timeOf(0) <= end) {
        now = timeOf(0);
        while (timeOf(0) === now) pop()?.happen();
        await new Promise((next) => setImmediate(next));
      }
    },
  };
}
