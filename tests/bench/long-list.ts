import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { launchChromium } from '../e2e/support/chromium-driver.ts';
import { chromiumTab } from '../e2e/support/chromium-tab.ts';
import { longestTask } from './longest-task.ts';
import type { Measure, Row } from './row.ts';
import { storeYear, type Year } from './stored-year.ts';

/** Beside the small course: 1,820 items in the list of all courses. */
const sizeL: Year = { courses: 12, items: 150, students: 35 };

/** What a press sets going may come later than the press (ms). */
const settled = 400;

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

async function pressEach(page: Page, css: string, times: number): Promise<void> {
  for (const one of await page.locator(css).all()) {
    for (let n = 0; n < times; n++) {
      await one.click();
      await delay(settled / 2);
    }
  }
}

async function typeSearch(page: Page): Promise<void> {
  const words = 'item 14 of course 7';
  const search = page.locator('input.search');
  await search.pressSequentially(words, { delay: 80 });
  for (let n = 0; n < words.length; n++) await search.press('Backspace', { delay: 20 });
}

/** What a teacher does with a long list. Each ends where it began. */
const actions: Record<string, (page: Page) => Promise<void>> = {
  'at rest for 3 s': () => delay(3_000),
  scrolling: async (page) => void (await page.evaluate(scrollThrough)),
  'pressing every filter': async (page) => {
    await pressEach(page, '.chip', 1);
    await page.locator('.chip').first().click();
  },
  'searching letter by letter': typeSearch,
  'sorting by every column': (page) => pressEach(page, 'button.sort', 3),
};

/** The panel as a tab on all courses, once it has tried to read each anew: Schoology is nowhere in this browser. */
async function openLongList(context: BrowserContext): Promise<Page> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extension = worker.url().slice(0, worker.url().lastIndexOf('/'));
  const page = await context.newPage();
  await page.goto(`${extension}/options.html`);
  await storeYear(chromiumTab(page), sizeL);
  await page.goto(`${extension}/panel.html#all`);
  await page.locator('tr[data-item]').first().waitFor();
  await page.locator('.course-line button[aria-disabled="false"]').waitFor();
  return page;
}

/** The longest task of each action, in ms, of so many times. */
async function collect(times: number): Promise<Map<string, number>> {
  const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-bench-'));
  const context = await launchChromium({ profile });
  const longest = new Map<string, number>();
  try {
    const page = await openLongList(context);
    for (let n = 0; n < times; n++) {
      for (const [what, act] of Object.entries(actions)) {
        const taken = await longestTask(context, async () => {
          await act(page);
          await delay(settled);
        });
        longest.set(what, Math.max(taken, longest.get(what) ?? 0));
      }
    }
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  return longest;
}

/** Scrolling, filtering, searching and sorting 1,820 rows without a long task (over 50 ms), beside the page at rest. */
export const longList: Measure = {
  ids: ['P8'],
  async run({ runs }) {
    const longest = await collect(runs);
    return Array.from(longest, ([what, value]): Row => {
      const row = `longest task with 1,820 rows listed, ${what}`;
      return { id: 'P8', what: row, value, unit: 'ms', target: 50, gate: 100 };
    });
  },
};
