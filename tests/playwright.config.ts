import { defineConfig } from '@playwright/test';
import type { Options } from './e2e/support/fixtures.ts';

/** Paths are relative to this folder. `*.spec.ts` runs in both browsers, `*.chromium.spec.ts` in Chromium only. */
export default defineConfig<object, Options>({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 120_000, // a story starts a browser and restarts it; on a busy machine each start takes 10 s
  expect: { timeout: 10_000 },
  retries: 0, // a flaky test is a bug, in the test or in the product
  forbidOnly: true,
  outputDir: '../test-results',
  preserveOutput: 'failures-only', // each test has a whole browser profile there
  reporter: [['list'], ['json', { outputFile: '../reports/e2e.json' }]],
  projects: [
    { name: 'chromium', use: { target: 'chromium' } },
    { name: 'firefox', use: { target: 'firefox' }, testIgnore: '*.chromium.spec.ts' },
  ],
});
