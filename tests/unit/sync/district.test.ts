// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type District, simulateDistrict } from '../../simulation/district.ts';
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
  seed: 7,
};

describe('a small district at quarter’s end', () => {
  it('has every score in the SIS once, soon after it is possible, with few requests too many', async () => {
    const outcome = await simulateDistrict(small);
    const taken = outcome.series.taken.reduce((sum, n) => sum + (n ?? 0), 0);
    expect(taken).toBe(6_000);
    expect(outcome.teachers.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
    // A window of ten seconds has 200 places: 6,000 need 30 windows, of which the last need not be waited out. A
    // pause is at most twice the wish of ten seconds for the first, and the spread is wider the later it gets: the
    // last few teachers may find nobody else there, so three minutes of slack is theirs.
    expect(outcome.endedAt).toBeGreaterThanOrEqual(290_000);
    expect(outcome.endedAt).toBeLessThanOrEqual(300_000 + 3 * minute);
    // A teacher with 100 scores has at most 48 in flight when the limit is met for the first time (6 + 12 + 24 were
    // acknowledged before): 60 times 48 of 6,000 is 0.48. Who comes back asks once before asking more.
    expect(outcome.requestsPerChange).toBeLessThanOrEqual(1.48);
  });

  it('comes back as chance sends it; without chance it comes in step, and is blamed for it', async () => {
    const inStep = 'no second in which more come back than chance would send there';
    const blamed = async (jitter: boolean) =>
      findings({ district: small, outcome: await simulateDistrict(small, { jitter }) })
        .filter(({ kept }) => !kept)
        .map(({ promise }) => promise);
    expect(await blamed(true)).not.toContain(inStep);
    expect(await blamed(false)).toContain(inStep);
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
