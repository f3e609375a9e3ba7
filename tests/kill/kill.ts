/**
 * `npm run test:kill`: the teacher's story in Chromium while the background is killed every 60 to 210 ms, 10 times over;
 * `--trials 300` for a release, `--seed 7` to play the same kills again. Exits with 1 when a choice that was saved is
 * gone, the SIS differs from an undisturbed run or something of an opted-out item was sent. Needs the built
 * extension: `npm run build`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import { startSandbox } from '../sandbox/start.ts';
import { createKiller } from './killer.ts';
import { seeded } from './seeded.ts';
import { playUnderFire } from './trial.ts';

type Outcome = {
  kills: number;
  puts: number;
  losses: string[];
};

/** One trial in a fresh browser against fresh servers. A story that cannot be played to its end is a loss too. */
async function runTrial(seed: number): Promise<Outcome> {
  const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-kill-'));
  const sandbox = await startSandbox();
  const driver = await chromiumDriver({ profile });
  const killer = createKiller(driver, seeded(seed));
  const counts = () => ({ kills: killer.kills(), puts: sandbox.sis.puts().length });
  try {
    const losses = await playUnderFire({ driver, sandbox, killer });
    return { ...counts(), losses };
  } catch (error) {
    return { ...counts(), losses: [`the story stopped: ${String(error)}`] };
  } finally {
    await driver.close();
    await sandbox.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const wholeNumber = (text: string, name: string): number => {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { trials: { type: 'string', default: '10' }, seed: { type: 'string' } },
  });
  const trials = wholeNumber(values.trials, 'trials');
  const seed = wholeNumber(values.seed ?? String(Date.now() % 1_000_000), 'seed');
  console.log(`${trials} trials, seed ${seed}`);
  const outcomes: Outcome[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const outcome = await runTrial(seed + trial);
    outcomes.push(outcome);
    const { kills, puts, losses } = outcome;
    const verdict = losses.length === 0 ? 'nothing lost' : `LOST: ${losses.join('; ')}`;
    console.log(
      `trial ${trial + 1} (--seed ${seed + trial} --trials 1): ${kills} kills, ${puts} requests for 24 writes: ${verdict}`,
    );
  }
  const kills = outcomes.reduce((total, outcome) => total + outcome.kills, 0);
  const lossy = outcomes.filter(({ losses }) => losses.length > 0).length;
  console.log(`${trials} trials, ${kills} kills, ${lossy} trials with a loss`);
  process.exitCode = lossy === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
