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

const day = 24 * 60 * 60_000;

/**
 * Lets the teachers of a district press Sync at random times. `jitter` false = every pause ends exactly when the SIS
 * wished, to show what that would do.
 */
export async function simulateDistrict(
  { teachers: count, items, students, within, limit, seed }: District,
  { jitter = true, until = day }: { jitter?: boolean; until?: number } = {},
): Promise<Outcome> {
  const random = seeded(seed);
  const time = createVirtualTime();
  const { put, series } = createLimitedSis(time, limit, random);
  const pressed = Array.from({ length: count }, () => Math.floor(random() * within));
  const teachers: Promise<Teacher>[] = [];
  const options = { items, students, random: jitter ? random : () => 0 };
  for (const at of pressed) time.at(at, () => teachers.push(runTeacher(time, put, options)));
  await time.run(until);
  const done = await Promise.all(teachers);
  const changes = count * items * students;
  const total = (of: number[]): number => of.reduce((sum, n) => sum + (n ?? 0), 0);
  return {
    teachers: done,
    series,
    endedAt: Math.max(...done.map(({ finishedAt }) => finishedAt ?? Number.NaN)),
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

/** The most resumes in any one second, and how many there are in a second when they are spread evenly. */
export function crowding({ teachers }: Outcome): { most: number; mean: number } {
  const perSecond = new Map<number, number>();
  const all = teachers.flatMap(({ resumes }) => resumes.map((at) => Math.floor(at / 1_000)));
  for (const second of all) perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  const span = Math.max(...all) - Math.min(...all) + 1;
  return { most: Math.max(0, ...perSecond.values()), mean: all.length / span };
}
