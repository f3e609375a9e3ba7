import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';

/**
 * What one load of a page cost. Times are of the page's thread, in ms: of scripts, of these and of style and layout, of
 * everything, and of the cells the page appends itself, where it does. Long tasks are those over 50 ms.
 */
export type Cost = {
  script: number;
  drawn: number;
  task: number;
  appended: number;
  longTasks: number;
  heap: number;
};

/** Time for scripts at document_idle, their messages and their answers to have run. */
const settled = 400;

const countLongTasks = `
  window.__longTasks = 0;
  new PerformanceObserver((list) => { window.__longTasks += list.getEntries().length; })
    .observe({ type: 'longtask', buffered: true });`;

/** Loads a page once and measures it; with `press`, a person clicks somewhere in it before. */
export async function loadOnce(context: BrowserContext, url: string, press = false): Promise<Cost> {
  const page = await context.newPage();
  try {
    await page.addInitScript(countLongTasks);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url, { waitUntil: 'load' });
    await delay(settled);
    if (press) await page.mouse.click(2, 2);
    const { metrics } = await cdp.send('Performance.getMetrics');
    const ms = (wanted: string): number =>
      1_000 * (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN);
    const appended = Number(await page.evaluate('window.__appended ?? 0'));
    const longTasks = Number(await page.evaluate('window.__longTasks'));
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const [script, task] = [ms('ScriptDuration'), ms('TaskDuration')];
    const drawn = script + ms('RecalcStyleDuration') + ms('LayoutDuration');
    return { script, drawn, task, appended, longTasks, heap: usedSize / 1_000 };
  } finally {
    await page.close();
  }
}
