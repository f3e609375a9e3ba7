import { setTimeout as delay } from 'node:timers/promises';
import { askBackground, panelView } from '../e2e/support/ask-background.ts';
import type { Driver, Tab } from '../e2e/support/driver.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { ping } from './cold-worker.ts';
import { changesOf, finished, latency, prepare, section, students } from './course-to-sync.ts';
import { type Measure, median } from './row.ts';
import { withExtension } from './with-extension.ts';

type World = { driver: Driver; sandbox: Sandbox; page: Tab };

/** A browser and a SIS for one run over HTTP/2, ready to send so many items. */
const inWorld = <T>(items: number, work: (world: World) => Promise<T>): Promise<T> =>
  withExtension(async (driver) => {
    const sandbox = await startSandbox({ http2: true });
    try {
      return await work({ driver, sandbox, page: await prepare(driver, sandbox, items) });
    } finally {
      await sandbox.close();
    }
  });

/** How long the run took from `began` until everything was answered, for each request after the first `from` (ms). */
function perRequest({ sandbox }: World, began: number, from = 0): number {
  const times = sandbox.sis.puts().map(({ at }) => at);
  return (Math.max(...times) + latency - began) / (times.length - from);
}

/** From the click to the end, and nothing happens. */
const undisturbed = (items: number): Promise<number> =>
  inWorld(items, async (world) => {
    const began = Date.now();
    await askBackground(world.page, 'sync', { sections: [section(world.sandbox)] });
    await finished(world.page);
    return perRequest(world, began);
  });

/** The worker dies when so many items have been sent; from the question that wakes the next one to the end. */
const afterRestart = (items: number, sentBefore: number): Promise<number> =>
  inWorld(items + sentBefore, async (world) => {
    const { driver, sandbox, page } = world;
    await askBackground(page, 'sync', { sections: [section(sandbox)] });
    while (sandbox.sis.puts().length < changesOf(sentBefore)) await delay(5);
    await driver.stopBackground();
    const before = sandbox.sis.puts().length;
    const began = Date.now();
    await panelView(page);
    await finished(page);
    return perRequest(world, began, before);
  });

/** What it takes to start the worker at all (ms). */
const coldWake = (): Promise<number> =>
  withExtension(async (driver, page) => {
    await panelView(page); // it has started once
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      await driver.stopBackground();
      times.push(Number(await page.run(ping)));
    }
    return median(times);
  });

/** A run that goes on after its worker was killed, beside one that was left alone, with as many scores to send. */
export const drain: Measure = {
  ids: ['P17'],
  async run({ scores, runs }) {
    const items = scores / students;
    const taken: Record<'alone' | 'after', number[]> = { alone: [], after: [] };
    for (let round = 0; round < runs; round++) {
      taken.alone.push(await undisturbed(items));
      taken.after.push(await afterRestart(items, Math.ceil(items / 5)));
    }
    const alone = median(taken.alone);
    const wake = (await coldWake()) / (alone * changesOf(items));
    return [
      {
        id: 'P17',
        what: `${scores} scores left when the worker was killed / a run of them that was left alone`,
        value: median(taken.after) / alone,
        unit: 'ratio',
        target: 1.05 + wake,
        gate: 1.2 + wake,
      },
    ];
  },
};
