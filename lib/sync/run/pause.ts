import { longestPause } from '../../sis/retry-after.ts';
import type { RunRecord } from '../../storage/records.ts';

/** Without a wish from the SIS, a rate-limited run waits this long (ms). */
const defaultPause = 60_000;

/** The shortest spread of a district's teachers behind one and the same wish (ms). */
const leastSpread = 5_000;

/** So many acknowledgements between two pauses are worth a request that was refused at the end. */
export const worthIt = 100;

/** Doubling further would change nothing: no spread is wider than a quarter of an hour. */
const mostDoublings = 8;

/** After this time (ms) a run's spread is half of what it would be, after three times as long a quarter. */
const patience = 15 * 60_000;

/** A wish of the SIS, and as much again to spread the teachers in: no pause is longer. */
export const longestRest = 2 * longestPause;

/**
 * Sets when a run that the SIS has limited goes on. Never before the SIS wished (`notBefore`, epoch ms), and then at
 * random within a spread: a whole district is limited in the same second, and all who came back in the same second
 * would be limited again. A run that got little through since its last pause spreads twice as far as before, so that
 * fewer come back at once the more there are; one that got enough through begins anew.
 *
 * The older a run is the less it spreads: those who began a day's rush must not be overtaken all day.
 *
 * `acknowledged` = what the SIS took since the run last went on. `random` is at least 0 and less than 1.
 */
export function pauseRun(
  run: Pick<RunRecord, 'limited' | 'resumesAt' | 'startedAt'>,
  given: { now: number; notBefore: number | null; acknowledged: number; random: () => number },
): void {
  const { now, notBefore, acknowledged, random } = given;
  const before = run.limited ?? 0;
  const limited = acknowledged < worthIt ? Math.min(before + 1, mostDoublings) : 1;
  const wish = Math.max((notBefore ?? now + defaultPause) - now, 0);
  const spread = Math.max(wish, leastSpread) * 2 ** (limited - 1);
  run.limited = limited;
  const age = Math.max(now - run.startedAt, 0); // a clock that was set back makes nobody younger than new
  const widest = (longestPause * patience) / (patience + age);
  run.resumesAt = now + wish + Math.floor(random() * Math.min(spread, widest));
}
