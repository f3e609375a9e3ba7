// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type District, type Outcome, simulateDistrict } from '../../simulation/district.ts';
import { findings } from '../../simulation/report.ts';

const minute = 60_000;

/**
 * 60 teachers with 100 scores each press within two minutes: 50 scores a second. The SIS takes 20 a second, in windows
 * of ten seconds: 6,000 scores take it 300 seconds, whatever anybody does.
 */
const small: District = {
  teachers: 60,
  items: 5,
  students: 20,
  within: 2 * minute,
  limit: { perSecond: 20, window: 10_000 },
  seed: 1,
};

/** What came of it with eleven kinds of luck. */
const outcomes = await Promise.all(
  Array.from({ length: 11 }, (_, n) => simulateDistrict({ ...small, seed: n + 1 })),
);

describe('a small district at quarter’s end', () => {
  it('has every score in the SIS once, with few requests too many', () => {
    for (const { teachers, series, requestsPerChange } of outcomes) {
      expect(series.taken.reduce((sum, n) => sum + (n ?? 0), 0)).toBe(6_000);
      expect(teachers.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
      // A teacher with 100 scores has at most 48 in flight when the limit is met for the first time (6 + 12 + 24 were
      // acknowledged before): 60 times 48 of 6,000 is 0.48. Who comes back asks once before asking more.
      expect(requestsPerChange).toBeLessThanOrEqual(1.48);
    }
  });

  it('is done soon after it is possible', () => {
    const ends = outcomes.map(({ endedAt }) => endedAt).toSorted((a, b) => a - b);
    // A window of ten seconds has 200 places: 6,000 need 30 windows, of which the last need not be waited out.
    expect(ends[0]).toBeGreaterThanOrEqual(290_000);
    // Then the SIS has room for whoever comes back, so what is left are the pauses under way. Nobody has the hundred
    // scores that begin a spread anew: the n-th pause is a wish of ten seconds at most and a spread of 10 x 2^(n-1). On
    // average the first five take 5 x 10 + 5 + 10 + 20 + 40 + 80 = 205 s and the sixth 10 + 160, so at 300 s it is mostly
    // the sixth, which is over 330 s later. Chance may make it the seventh for one of sixty, but not in most districts.
    expect(ends[5]).toBeLessThanOrEqual(300_000 + 330_000);
  });

  it('comes back as chance sends it; without chance it comes in step, and is blamed for it', async () => {
    const inStep = [
      'no second in which more come back than chance would send there',
      'over the whole day they come back no more unevenly than 1.5 times what chance makes of it',
    ];
    const blamed = (outcome: Outcome) =>
      findings({ district: small, outcome })
        .filter(({ kept }) => !kept)
        .map(({ promise }) => promise)
        .filter((promise) => inStep.includes(promise));
    for (const outcome of outcomes) expect(blamed(outcome)).toEqual([]);
    expect(blamed(await simulateDistrict(small, { jitter: false }))).toEqual(inStep);
  });

  it('that is not limited makes exactly one request for each score', async () => {
    const outcome = await simulateDistrict({
      ...small,
      limit: { perSecond: 1_000, window: 1_000 },
    });
    expect(outcome.requestsPerChange).toBe(1);
    expect(findings({ district: small, outcome }).every(({ kept }) => kept)).toBe(true);
  });
});
