import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';

/** What one load of a page cost. Script time is of the page's thread, in ms; long tasks are those over 50 ms. */
export type Cost = { script: number; longTasks: number; heap: number };

/** Time for scripts at document_idle, their messages and their answers to have run. */
const settled = 400;

const countLongTasks = `
  window.__longTasks = 0;
  new PerformanceObserver((list) => { window.__longTasks += list.getEntries().length; })
    .observe({ type: 'longtask', buffered: true });`;

/** Loads a page once and measures it. */
export async function loadOnce(context: BrowserContext, url: string): Promise<Cost> {
  const page = await context.newPage();
  try {
    await page.addInitScript(countLongTasks);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url, { waitUntil: 'load' });
    await delay(settled);
    const { metrics } = await cdp.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
    const longTasks = Number(await page.evaluate('window.__longTasks'));
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return { script: seconds * 1000, longTasks, heap: usedSize / 1000 };
  } finally {
    await page.close();
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = sorted.slice(middle - 1, middle + 1);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : (low + high) / 2;
}
