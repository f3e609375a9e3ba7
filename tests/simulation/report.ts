import { crowding, type District, type Outcome } from './district.ts';

export type Rush = { district: District; outcome: Outcome };

const minutes = (ms: number): string => (ms / 60_000).toFixed(1);

/** What was promised of a rush, what came of it, and whether it was kept. */
export type Finding = { promise: string; seen: string; kept: boolean };

/** How many may come back in one second when they come at random: far above what is usual, far below a district. */
const chance = (mean: number): number => Math.ceil(mean + 6 * Math.sqrt(mean) + 4);

export function findings({ district, outcome }: Rush): Finding[] {
  const { teachers, endedAt, possibleAt, requestsPerChange } = outcome;
  const waits = teachers.map(({ pressedAt, finishedAt }) => (finishedAt ?? Infinity) - pressedAt);
  const rests = teachers.flatMap(({ pressedAt, finishedAt, resumes }) =>
    [...resumes, finishedAt ?? Infinity].map((at, n) => at - (resumes[n - 1] ?? pressedAt)),
  );
  const [median, longest] = [
    waits.toSorted((a, b) => a - b)[waits.length >> 1],
    Math.max(...waits),
  ];
  const { most, mean } = crowding(outcome);
  const rest = Math.max(...rests);
  return [
    {
      promise: 'requests for each changed score at most 1.05',
      seen: requestsPerChange.toFixed(3),
      kept: requestsPerChange <= 1.05,
    },
    {
      promise: `done within 10 % of what ${district.limit.perSecond}/s allows (${minutes(possibleAt)} min)`,
      seen: `${minutes(endedAt)} min, ${(endedAt / possibleAt).toFixed(3)}`,
      kept: endedAt <= 1.1 * possibleAt,
    },
    {
      promise: `no second in which more than ${chance(mean)} come back (${mean.toFixed(2)} on average)`,
      seen: String(most),
      kept: most <= chance(mean),
    },
    {
      promise: 'every teacher is done, and nobody is left alone for more than 30 minutes',
      seen: `longest rest ${minutes(rest)} min; from press to done ${minutes(median ?? 0)} min in the middle, ${minutes(longest)} at most`,
      kept: rest <= 30 * 60_000,
    },
  ];
}
