import { simulateDistrict } from '../simulation/district.ts';
import type { RateLimit } from '../simulation/limited-sis.ts';
import { type Measure, median, type Row } from './row.ts';

const students = 25;
/** Runs with other chances, of which the middle one counts. */
const seeds = [1, 2, 3, 4, 5];

type Limited = RateLimit & { teachers: number; scores: number };
type Seen = { goodput: number; refused: number };

const sum = (series: number[]): number => series.reduce((total, n) => total + (n ?? 0), 0);

/**
 * All press within a second. Goodput is what the SIS took of what it would have taken from the first press to the last
 * score; refused are requests after the seconds in which the first refusals came, as a share of all.
 */
async function seenWith(seed: number, { teachers, scores, ...limit }: Limited): Promise<Seen> {
  const items = scores / students;
  const district = { teachers, items, students, within: 1_000, limit, seed };
  const outcome = await simulateDistrict(district);
  const began = Math.min(...outcome.teachers.map(({ pressedAt }) => pressedAt));
  const { taken, refused } = outcome.series;
  const first = refused.findIndex((n) => n > 0);
  const allowed = (limit.perSecond * (outcome.endedAt - began)) / 1_000;
  const later = sum(refused.slice(first + 1));
  return { goodput: sum(taken) / allowed, refused: later / (sum(taken) + sum(refused)) };
}

async function rowsOf(what: string, limited: Limited): Promise<Row[]> {
  const all = await Promise.all(seeds.map((seed) => seenWith(seed, limited)));
  const goodput = median(all.map((seen) => seen.goodput));
  const refused = median(all.map((seen) => seen.refused));
  const share = { id: 'P14', unit: 'share' } as const;
  return [
    {
      ...share,
      what: `${what}: scores taken / allowed`,
      value: goodput,
      target: 0.95,
      gate: 0.85,
      atLeast: true,
    },
    {
      ...share,
      what: `${what}: refused after the first`,
      value: refused,
      target: 0.01,
      gate: 0.05,
    },
  ];
}

/** What comes through where a SIS limits requests, in virtual time, by the run's own window, pace and pauses. */
export const rateLimit: Measure = {
  ids: ['P14'],
  async run() {
    const one = { teachers: 1, scores: 5_000 };
    return [
      ...(await rowsOf('20 a second, one teacher', { ...one, perSecond: 20, window: 1_000 })),
      ...(await rowsOf('100 in five seconds, one teacher', {
        ...one,
        perSecond: 20,
        window: 5_000,
      })),
      ...(await rowsOf('20 a second, one teacher, without Retry-After', {
        ...one,
        perSecond: 20,
        window: 1_000,
        silent: true,
      })),
      ...(await rowsOf('1,200 a minute, 50 teachers', {
        teachers: 50,
        scores: 1_250,
        perSecond: 20,
        window: 60_000,
      })),
    ];
  },
};
