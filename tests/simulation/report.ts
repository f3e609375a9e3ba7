import { type Comeback, comebacks, type District, day, type Outcome } from './district.ts';

export type Rush = { district: District; outcome: Outcome };

const minutes = (ms: number): string => (ms / 60_000).toFixed(1);

/** What was promised of a rush, what came of it, and whether it was kept. */
export type Finding = { promise: string; seen: string; kept: boolean };

/** How likely it may be, over a whole day, that honest chance is taken for teachers who come back in step. */
const risk = 1e-9;

/**
 * The most that may come back in a second to which chance was expected to send `expected`.
 *
 * When a pause begins, its end is drawn evenly from a known range, whatever has happened before. Be p the part of the
 * range that lies in this second, and X = 1 if the end does, else 0. Then E[3^X] = 1 + 2p <= e^(2p), given all that was
 * drawn before. Multiplied over all pauses in the order of their draws, with N = the sum of X and L = the sum of p:
 * E[3^N / e^(2L)] <= 1, although who pauses later depends on who came back earlier. So by Markov's inequality
 * 3^N / e^(2L) reaches `day / risk` with a probability of at most risk / day (in seconds), and in any of a day's seconds
 * with at most `risk`. Solved for N that is the bound. Nothing in it is taken from a run but L.
 */
const mostByChance = (expected: number): number =>
  (2 * expected + Math.log(day / 1_000 / risk)) / Math.log(3);

/**
 * The most that `unevenness` may be. That a day stays below it is not proved, only what is so on average; 15 small
 * districts, each with other luck, had 0.6 to 1.0, and one without chance 38.
 */
const mostUneven = 1.5;

/**
 * How unevenly they came back over the whole day, beside what chance does: the sum of (N - L)^2 over that of L.
 *
 * With X and p as above: X - p is 0 on average, whatever was drawn before, and (X - p)^2 then p (1 - p). So on average
 * the sum of (N - L)^2 over all seconds is that of p (1 - p), which is at most that of L: chance gives about 1 or less.
 * Where teachers share an instant in groups of g, it gives about g, though no second may stand out.
 */
function unevenness(seconds: Comeback[]): number {
  const sum = (of: (second: Comeback) => number): number =>
    seconds.reduce((total, second) => total + of(second), 0);
  const apart = sum(({ came, expected }) => (came - expected) ** 2);
  return apart === 0 ? 0 : apart / sum(({ expected }) => expected);
}

/**
 * That nobody comes back in step: by the measure of chance, in each second and over all of them, and by what the SIS
 * can bear. Each who comes back begins with one request, so even a second in which all came at the same instant has a
 * place for each, as long as they are no more than the SIS takes in a second: a wide bound, which says nothing of step.
 */
function comebackFindings({ district: { limit }, outcome }: Rush): Finding[] {
  const seconds = comebacks(outcome);
  const most = Math.max(0, ...seconds.map(({ came }) => came));
  const fullest = seconds.find(({ came }) => came === most) ?? { came: 0, expected: 0 };
  const inStep = seconds.filter(({ came, expected }) => came > mostByChance(expected)).length;
  const uneven = unevenness(seconds);
  return [
    {
      promise: 'no second in which more come back than chance would send there',
      seen: `${inStep} such seconds; ${most} in the fullest, where ${fullest.expected.toFixed(1)} were expected and ${mostByChance(fullest.expected).toFixed(1)} allowed`,
      kept: inStep === 0,
    },
    {
      promise: `over the whole day they come back no more unevenly than ${mostUneven} times what chance makes of it`,
      seen: uneven.toFixed(2),
      kept: uneven <= mostUneven,
    },
    {
      promise: `no second in which more come back than the ${limit.perSecond} the SIS takes`,
      seen: `${most}, ${((100 * most) / limit.perSecond).toFixed(1)} %`,
      kept: most <= limit.perSecond,
    },
  ];
}

export function findings({ district, outcome }: Rush): Finding[] {
  const { teachers, endedAt, possibleAt, requestsPerChange } = outcome;
  const waits = teachers.map(({ pressedAt, finishedAt }) => (finishedAt ?? Infinity) - pressedAt);
  const rests = teachers.flatMap(({ pressedAt, finishedAt, pauses }) =>
    [...pauses.map(({ endedAt }) => endedAt), finishedAt ?? Infinity].map(
      (at, n) => at - (pauses[n - 1]?.endedAt ?? pressedAt),
    ),
  );
  const [median, longest] = [
    waits.toSorted((a, b) => a - b)[waits.length >> 1],
    Math.max(...waits),
  ];
  const { perSecond } = district.limit;
  const rest = Math.max(...rests);
  return [
    {
      promise: 'requests for each changed score at most 1.05',
      seen: requestsPerChange.toFixed(3),
      kept: requestsPerChange <= 1.05,
    },
    {
      promise: `done within 10 % of what ${perSecond}/s allows (${minutes(possibleAt)} min)`,
      seen: `${minutes(endedAt)} min, ${(endedAt / possibleAt).toFixed(3)}`,
      kept: endedAt <= 1.1 * possibleAt,
    },
    ...comebackFindings({ district, outcome }),
    {
      promise: 'every teacher is done, and nobody is left alone for more than 30 minutes',
      seen: `longest rest ${minutes(rest)} min; from press to done ${minutes(median ?? 0)} min in the middle, ${minutes(longest)} at most`,
      kept: rest <= 30 * 60_000,
    },
  ];
}
