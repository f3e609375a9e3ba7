/**
 * `npm test`: the unit tests, then the end-to-end tests in both browsers, on a fresh build.
 * Ends with one plain line, `N passed, N failed`. Set SKIP_BROWSER_INSTALL to never install a browser.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import * as z from 'zod/mini';
import { ensureBrowsers } from './browsers/ensure.ts';

type Counts = { passed: number; failed: number; skipped: number };

const root = resolve(import.meta.dirname, '..');
const reports = resolve(root, 'reports');
const PATH = `${resolve(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;

const VitestReport = z.pipe(
  z.object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
  }),
  z.transform(
    (report): Counts => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  ),
);

const PlaywrightReport = z.pipe(
  z.object({
    stats: z.object({
      expected: z.number(),
      unexpected: z.number(),
      flaky: z.number(),
      skipped: z.number(),
    }),
  }),
  z.transform(
    ({ stats }): Counts => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  ),
);

/** Runs a command of node_modules in full view. True if it ended with code 0. */
function succeeds(command: string): boolean {
  console.log(`\n$ ${command}`);
  const env = { ...process.env, PATH };
  return spawnSync(command, { cwd: root, env, shell: true, stdio: 'inherit' }).status === 0;
}

function countsIn(file: string, report: typeof VitestReport | typeof PlaywrightReport): Counts {
  try {
    return report.parse(JSON.parse(readFileSync(resolve(reports, file), 'utf8')));
  } catch (error) {
    console.error(`${file} cannot be read:`, error);
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** A runner that broke without naming a failed test counts as one failure, and so does one that ran nothing. */
function checked(counts: Counts, isFine: boolean): Counts {
  const isSilent = counts.failed === 0 && (!isFine || counts.passed === 0);
  return isSilent ? { ...counts, failed: 1 } : counts;
}

function unitTests(): Counts {
  const isFine = succeeds(
    'vitest run --config tests/vitest.config.ts --reporter=default --reporter=json --outputFile.json=reports/unit.json',
  );
  return checked(countsIn('unit.json', VitestReport), isFine);
}

function browserTests(): Counts {
  const isFine = succeeds('playwright test --config tests/playwright.config.ts');
  return checked(countsIn('e2e.json', PlaywrightReport), isFine);
}

/** Browsers and a build for the browser tests. False if there is no use in starting them. */
function prepare(): boolean {
  try {
    if (!process.env.SKIP_BROWSER_INSTALL) ensureBrowsers(['chromium', 'firefox']);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('The browser tests are not run, which counts as a failure.');
    return false;
  }
  return succeeds('wxt build') && succeeds('wxt build -b firefox');
}

const broken: Counts = { passed: 0, failed: 1, skipped: 0 };

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports);
const isReady = prepare();
const all = [unitTests(), isReady ? browserTests() : broken];
const sum = (name: keyof Counts): number => all.reduce((total, counts) => total + counts[name], 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
