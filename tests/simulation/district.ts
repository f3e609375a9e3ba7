import { createLimitedSis, type RateLimit, type Series } from './limited-sis.ts';
import { runTeacher, type Teacher } from './teacher.ts';
import { createVirtualTime } from './virtual-time.ts';

export type District = {
  teachers: number;
  /** Changed items of each teacher, and changed scores in each. */
  items: number;
  students: number;
  /** All press Sync within this time (ms). */
  within: number;
  limit: RateLimit;
  seed: number;
};

export type Outcome = {
  teachers: Teacher[];
  series: Series;
  /** When the last teacher was done (ms). */
  endedAt: number;
  /** When the last score could have been taken at the earliest, with these presses and this limit (ms). */
  possibleAt: number;
  /** Requests made for each changed score. */
  requestsPerChange: number;
};

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How long a simulation may take (ms of its own time). */
export const day = 24 * 60 * 60_000;

/**
 * Lets the teachers of a district press Sync at random times. `jitter` false = every pause ends exactly when the SIS
 * wished, to show what that would do.
 */
export async function simulateDistrict(
  { teachers: count, items, students, within, limit, seed }: District,
  { jitter = true }: { jitter?: boolean } = {},
): Promise<Outcome> {
  const random = seeded(seed);
  const time = createVirtualTime();
  const { put, series } = createLimitedSis(time, limit, random);
  const pressed = Array.from({ length: count }, () => Math.floor(random() * within));
  const options = { items, students, random: jitter ? random : () => 0 };
  const teachers = pressed.map((at): Teacher => ({ pressedAt: at, finishedAt: null, pauses: [] }));
  for (const teacher of teachers) {
    time.at(teacher.pressedAt, () => void runTeacher(teacher, time, put, options));
  }
  await time.run(day);
  const changes = count * items * students;
  const total = (of: number[]): number => of.reduce((sum, n) => sum + (n ?? 0), 0);
  return {
    teachers,
    series,
    endedAt: Math.max(...teachers.map(({ finishedAt }) => finishedAt ?? day)),
    possibleAt: earliestEnd(pressed, items * students, limit.perSecond),
    requestsPerChange: (total(series.taken) + total(series.refused)) / changes,
  };
}

/** A queue that is served without a pause at the limit's rate. */
function earliestEnd(pressed: number[], each: number, perSecond: number): number {
  let free = 0;
  for (const at of pressed.toSorted((a, b) => a - b)) {
    free = Math.max(free, at) + (each / perSecond) * 1_000;
  }
  return free;
}

/** How many came back in a second, and how many of them chance was expected to send there. */
export type Comeback = { came: number; expected: number };

/** For each second of the simulation. What is expected follows from the range of each pause, not from where it ended. */
export function comebacks({ teachers }: Outcome): Comeback[] {
  const seconds: Comeback[] = [];
  const at = (second: number): Comeback => (seconds[second] ??= { came: 0, expected: 0 });
  for (const { endedAt, earliest, latest } of teachers.flatMap(({ pauses }) => pauses)) {
    at(Math.floor(endedAt / 1_000)).came++;
    if (latest === earliest) continue; // chance had no say, so nobody was expected
    for (let second = Math.floor(earliest / 1_000); second * 1_000 < latest; second++) {
      const inside = Math.min(latest, (second + 1) * 1_000) - Math.max(earliest, second * 1_000);
      at(second).expected += inside / (latest - earliest);
    }
  }
  return seconds.filter((second) => second !== undefined);
}
