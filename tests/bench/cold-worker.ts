import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { launchChromium, stopWorker } from '../e2e/support/chromium-driver.ts';
import { poll } from '../e2e/support/tab.ts';
import { writeBareExtension } from './bare-extension.ts';
import { interleave, type Measure, median } from './row.ts';

/** An extension's origin, once the worker with this script has started. */
const originOf = (context: BrowserContext, script: string): Promise<string> =>
  poll(`a worker ${script}`, async () => {
    const worker = context.serviceWorkers().find((one) => one.url().endsWith(script));
    return worker && dirname(worker.url());
  });

/** A page of the extension without any script of its own. */
async function emptyPage(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/manifest.json`);
  return page;
}

/** How long the answer to a message takes that is answered without any work: there is no such question (ms). */
export const ping = `(async () => {
  const began = performance.now();
  await chrome.runtime.sendMessage({ to: 'background', name: 'ping' });
  return performance.now() - began;
})()`;

/**
 * CI's gate is not 4.4's 1.5: reading back the compiled code that a worker of this size has takes half of a bare start,
 * before any of it runs.
 */
const gate = 3.2;

/**
 * A message to a worker that must start for it, ours and one that only answers, both in one browser. Chrome keeps the
 * compiled code of a worker, also of an unpacked extension's, and reads it at each start (a trace tells of it as
 * `consumedCacheSize` of `v8.compile`): what is measured is what a teacher's browser does from the second start on.
 */
export const coldWorker: Measure = {
  ids: ['P13'],
  async run({ opens }) {
    const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-bench-'));
    const context = await launchChromium({ profile, beside: [writeBareExtension(profile)] });
    try {
      const wake = async (script: string) => {
        const origin = await originOf(context, script);
        const page = await emptyPage(context, origin);
        await page.evaluate(ping); // one that is still starting for the first time cannot be stopped
        return async (): Promise<number> => {
          await stopWorker(context, origin);
          return Number(await page.evaluate(ping));
        };
      };
      const [ours, bare] = [await wake('/background.js'), await wake('/bare-worker.js')];
      const taken = await interleave(opens, { ours, bare });
      const value = median(taken.ours) / median(taken.bare);
      const what = 'answer of a worker that must start for it / of one that only answers';
      return [{ id: 'P13', what, value, unit: 'ratio', target: 1.25, gate }];
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    }
  },
};
