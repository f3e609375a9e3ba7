import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchChromium } from '../e2e/support/chromium-driver.ts';
import { chromiumTab } from '../e2e/support/chromium-tab.ts';
import type { Measure, Row } from './row.ts';
import { storeYear, type Year } from './stored-year.ts';

/** Beside the small course: 1,820 items in the list of all courses. */
const sizeL: Year = { courses: 12, items: 150, students: 35 };

/** Gathers how long each long task of the page was (ms). Runs before any script of the page. */
const watchLongTasks = `
  window.__longTasks = [];
  new PerformanceObserver((list) => {
    window.__longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });`;

/** A long task is told of only after it; and what a press sets going may come later than the press (ms). */
const settled = 500;

/** Down the whole list as a fast wheel moves it, then by jumps as the scroll bar does, and back to its top. */
const scrollThrough = `(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const height = () => document.documentElement.scrollHeight;
  for (let top = 0; top < height(); top += 240) { scrollTo(0, top); await frame(); }
  for (const part of [0.5, 0.1, 0.9, 0.3, 0.7, 0]) {
    scrollTo(0, part * height());
    for (let n = 0; n < 20; n++) await frame();
  }
})()`;

async function pressEach(page: Page, css: string, times = 1): Promise<void> {
  for (const one of await page.locator(css).all()) {
    for (let n = 0; n < times; n++) {
      await one.click();
      await delay(settled / 2);
    }
  }
}

async function typeSearch(page: Page): Promise<void> {
  const search = page.locator('input.search');
  await search.pressSequentially('item 14 of course 7', { delay: 80 });
  for (let n = 0; n < 19; n++) await search.press('Backspace', { delay: 20 });
}

/** What a teacher does with a long list. Each ends where it began. */
const actions: Record<string, (page: Page) => Promise<void>> = {
  'at rest for 5 s': () => delay(5_000),
  scrolling: async (page) => void (await page.evaluate(scrollThrough)),
  'pressing every filter': async (page) => {
    await pressEach(page, '.chip');
    await page.locator('.chip').first().click();
  },
  'searching letter by letter': typeSearch,
  'sorting by every column': (page) => pressEach(page, 'button.sort', 3),
};

/** The long tasks of the page (ms) while something is done with it. */
async function longTasksOf(page: Page, act: (page: Page) => Promise<void>): Promise<number[]> {
  await page.evaluate('window.__longTasks.length = 0');
  await act(page);
  await delay(settled);
  return page.evaluate('[...window.__longTasks]');
}

/** Opens the panel as a tab on all courses and does everything so many times. */
async function collect(times: number): Promise<Record<string, number[]>> {
  const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-bench-'));
  const context = await launchChromium({ profile });
  const seen: Record<string, number[]> = {};
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const extension = worker.url().slice(0, worker.url().lastIndexOf('/'));
    const page = await context.newPage();
    await page.goto(`${extension}/options.html`);
    await storeYear(chromiumTab(page), sizeL);
    await page.addInitScript(watchLongTasks);
    await page.goto(`${extension}/panel.html#all`);
    await page.locator('tr[data-item]').first().waitFor();
    // Until it has tried to read every course anew: Schoology is nowhere in this browser.
    await page.locator('.course-line button[aria-disabled="false"]').waitFor();
    for (let n = 0; n < times; n++) {
      for (const [what, act] of Object.entries(actions)) {
        seen[what] = [...(seen[what] ?? []), ...(await longTasksOf(page, act))];
      }
    }
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  return seen;
}

/** Scrolling, filtering, searching and sorting 1,820 rows, beside the same page at rest. */
export const longList: Measure = {
  ids: ['P8'],
  async run({ runs }) {
    const seen = await collect(runs);
    const shared = { id: 'P8', target: 0, gate: 2 } as const;
    const rows: Row[] = Object.entries(seen).map(([what, tasks]) => {
      const longest = tasks.length > 0 ? `, longest ${Math.max(...tasks)} ms` : '';
      const times = runs > 1 ? `${runs} x ` : '';
      return {
        ...shared,
        what: `long tasks with 1,820 rows, ${times}${what}${longest}`,
        value: tasks.length,
        unit: 'count',
      };
    });
    return rows;
  },
};
