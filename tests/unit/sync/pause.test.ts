import { describe, expect, it } from 'vitest';
import { pauseRun } from '../../../lib/sync/run/pause.ts';

const minute = 60_000;
const noon = 43_200_000;

/** When a run that began at noon goes on, in ms after `now`. */
function rest(given: {
  wish: number | null;
  acknowledged: number;
  chance: number;
  limited?: number;
  age?: number;
}) {
  const { wish, acknowledged, chance, age = 0 } = given;
  const now = noon + age;
  const run = { startedAt: noon, resumesAt: null as number | null, limited: given.limited ?? 0 };
  const notBefore = wish === null ? null : now + wish;
  pauseRun(run, { now, notBefore, acknowledged, random: () => chance });
  return { after: (run.resumesAt ?? 0) - now, limited: run.limited };
}

describe('a run that the SIS has limited', () => {
  it('goes on when the SIS wished, and not before, however chance has it', () => {
    expect(rest({ wish: 2 * minute, acknowledged: 0, chance: 0 }).after).toBe(2 * minute);
    expect(rest({ wish: null, acknowledged: 0, chance: 0 }).after).toBe(minute);
  });

  it('spreads as far again as the wish, so that a district does not come back in one second', () => {
    expect(rest({ wish: 2 * minute, acknowledged: 0, chance: 0.5 }).after).toBe(3 * minute);
    // Of a wish of nothing at all: five seconds.
    expect(rest({ wish: 0, acknowledged: 0, chance: 0.5 }).after).toBe(2_500);
  });

  it('spreads twice as far each time it got little through, and begins anew when it got enough', () => {
    const second = rest({ wish: minute, acknowledged: 99, chance: 0.5, limited: 1 });
    expect(second).toEqual({ after: 2 * minute, limited: 2 });
    const third = rest({ wish: minute, acknowledged: 0, chance: 0.5, limited: second.limited });
    expect(third).toEqual({ after: 3 * minute, limited: 3 });
    const enough = rest({ wish: minute, acknowledged: 100, chance: 0.5, limited: 3 });
    expect(enough).toEqual({ after: 1.5 * minute, limited: 1 });
  });

  it('never spreads wider than a quarter of an hour, and less the older it is', () => {
    const worst = { wish: 15 * minute, acknowledged: 0, chance: 0.5, limited: 8 };
    expect(rest(worst)).toEqual({ after: 22.5 * minute, limited: 8 });
    // Half of the quarter of an hour after one of them, a quarter of it after three.
    expect(rest({ ...worst, age: 15 * minute }).after).toBe(18.75 * minute);
    expect(rest({ ...worst, age: 45 * minute }).after).toBe(16.875 * minute);
    expect(rest({ ...worst, age: -minute }).after).toBe(22.5 * minute);
  });
});
