/**
 * `npm run test:kill`: the teacher's story with the background killed every 60 to 210 ms, 10 times over, in two browsers
 * at a time. Exits with 1 when a choice is gone that no page has said to be lost, the SIS differs from an undisturbed run,
 * something of an opted-out item was sent, a run did not come to its end or many a save had to be made again. Needs the
 * built extension: `npm run build`.
 *
 * `--trials 300` for a release, `--seed 7` to play the same kills again, `--browser firefox`, `--lanes 1`; `--minutes 8`
 * begins no trial after so long.
 */
import { inspect, parseArgs } from 'node:util';
import type { BrowserName } from '../browsers/find.ts';
import { createKiller } from './killer.ts';
import { type Lane, openLane } from './lane.ts';
import { seeded } from './seeded.ts';
import { playUnderFire, type Trial } from './trial.ts';

/** Of all saves. More of them made again would be a choice that gets lost as a matter of course, if honestly. */
const mostRepeated = 0.1;

type Outcome = Trial & { kills: number; puts: number };

/** A story that cannot be played to its end is a loss too. */
async function runTrial(lane: Lane, seed: number): Promise<Outcome> {
  const killer = createKiller(lane.driver, seeded(seed));
  const counts = () => ({ kills: killer.kills(), puts: lane.sandbox.sis.puts().length });
  try {
    await lane.reset();
    const trial = await playUnderFire({ ...lane, killer });
    return { ...counts(), ...trial };
  } catch (error) {
    return {
      ...counts(),
      ended: 'unknown',
      repeated: 0,
      losses: [`the story stopped: ${inspect(error)}`], // with its cause
    };
  }
}

function say(seed: number, { kills, puts, ended, losses, repeated }: Outcome): void {
  const again = repeated === 0 ? '' : `, saves made again: ${repeated}`;
  const verdict = losses.length === 0 ? 'nothing lost' : `LOST: ${losses.join('; ')}`;
  console.log(
    `--seed ${seed} --trials 1: ${kills} kills, ${puts} requests for 24 writes, ${ended}${again}: ${verdict}`,
  );
}

/** Takes one seed after the other. After a loss the next trial has a browser of its own. */
async function runLane(browser: BrowserName, next: () => number | null): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let lane = await openLane(browser);
  try {
    for (let seed = next(); seed !== null; seed = next()) {
      const outcome = await runTrial(lane, seed);
      say(seed, outcome);
      outcomes.push(outcome);
      if (outcome.losses.length === 0) continue;
      await lane.close();
      lane = await openLane(browser);
    }
  } finally {
    await lane.close();
  }
  return outcomes;
}

const wholeNumber = (text: string, name: string): number => {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
};

const browserNamed = (text: string): BrowserName => {
  if (text === 'chromium' || text === 'firefox') return text;
  throw new Error(`--browser takes chromium or firefox, not "${text}"`);
};

function readOptions() {
  const { values } = parseArgs({
    options: {
      trials: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      lanes: { type: 'string', default: '2' },
      minutes: { type: 'string', default: '600' },
      browser: { type: 'string', default: 'chromium' },
    },
  });
  const number = (name: 'trials' | 'seed' | 'lanes' | 'minutes') => wholeNumber(values[name], name);
  return {
    trials: number('trials'),
    seed: number('seed'),
    lanes: number('lanes'),
    minutes: number('minutes'),
    browser: browserNamed(values.browser),
  };
}

const repeatedOf = (outcomes: Outcome[]): number =>
  outcomes.reduce((total, { repeated }) => total + repeated, 0);
/** Each story has two. */
const savesOf = (outcomes: Outcome[]): number => 2 * outcomes.length;

function summary(outcomes: Outcome[]): string {
  const kills = outcomes.reduce((total, outcome) => total + outcome.kills, 0);
  const lossy = outcomes.filter(({ losses }) => losses.length > 0).length;
  const ends = [...new Set(outcomes.map(({ ended }) => ended))].map(
    (end) => `${outcomes.filter(({ ended }) => ended === end).length} ${end}`,
  );
  return (
    `${outcomes.length} trials, ${kills} kills, ${lossy} trials with a loss; ` +
    `${repeatedOf(outcomes)} of ${savesOf(outcomes)} saves were said to be lost and made again; the runs ended: ${ends.join(', ')}`
  );
}

async function main(): Promise<void> {
  const { trials, seed, lanes, minutes, browser } = readOptions();
  console.log(`${trials} trials in ${browser}, seed ${seed}`);
  const end = performance.now() + minutes * 60_000;
  let begun = 0;
  const next = () => (begun < trials && performance.now() < end ? seed + begun++ : null);
  const runs = Array.from({ length: Math.min(lanes, trials) }, () => runLane(browser, next));
  const outcomes = (await Promise.all(runs)).flat();
  console.log(summary(outcomes));
  if (outcomes.length < trials)
    console.log(`not begun: --seed ${seed + begun} --trials ${trials - begun}`);
  const isGood = ({ ended, losses }: Outcome): boolean => ended === 'done' && losses.length === 0;
  const isRare = repeatedOf(outcomes) <= mostRepeated * savesOf(outcomes);
  process.exitCode = outcomes.length === trials && outcomes.every(isGood) && isRare ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
