import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { launchChromium } from '../e2e/support/chromium-driver.ts';
import { chromiumTab } from '../e2e/support/chromium-tab.ts';
import { poll } from '../e2e/support/tab.ts';
import { interleave, type Measure, median, type Row } from './row.ts';
import { smallCourse, storeYear, type Year } from './stored-year.ts';

/** Beside the course that is looked at: nothing, and the rest of 63,000 scores. */
const nothing: Year = { courses: 0, items: 0, students: 0 };
const sizeL: Year = { courses: 12, items: 150, students: 35 };

type Opened = { firstPaint: number; rows: number };

/** Notes when the list has rows for the first time; runs before any script of the page. */
const watchRows = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector('table.items tbody tr')) return;
    window.__rows = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });`;

const painted = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`;

/** Opens a page of the extension and says when it first painted something, and when its list had rows (ms). */
async function open(context: BrowserContext, url: string, hasRows: boolean): Promise<Opened> {
  const page = await context.newPage();
  try {
    await page.addInitScript(watchRows);
    await page.goto(url);
    const number = (what: string, expression: string): Promise<number> =>
      poll(what, async () => Number((await page.evaluate(expression)) ?? Number.NaN) || undefined);
    const firstPaint = await number('the first paint', painted);
    return { firstPaint, rows: hasRows ? await number('rows', 'window.__rows') : 0 };
  } finally {
    await page.close();
  }
}

const at = new URLSearchParams({ origin: smallCourse.origin, section: smallCourse.sectionId });

/** Opens the popup and a bare page of the extension in turn, with so much stored. */
async function opens(year: Year, times: number) {
  const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-bench-'));
  const context = await launchChromium({ profile });
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const extension = worker.url().slice(0, worker.url().lastIndexOf('/'));
    const page = await context.newPage();
    await page.goto(`${extension}/options.html`);
    await storeYear(chromiumTab(page), year);
    const paints: number[] = [];
    const taken = await interleave(times, {
      empty: async () => (await open(context, `${extension}/manifest.json`, false)).firstPaint,
      popup: async () => {
        const { firstPaint, rows } = await open(context, `${extension}/popup.html#${at}`, true);
        paints.push(firstPaint);
        return rows;
      },
    });
    const firstPaint = median(paints.slice(1));
    return { empty: median(taken.empty), firstPaint, rows: median(taken.popup) };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

export const popupOpening: Measure = {
  ids: ['P11', 'P12'],
  async run({ opens: times }) {
    // In turn, not interleaved: a profile cannot forget what is stored. Each is set beside its own empty page.
    const small = await opens(nothing, times);
    const large = await opens(sizeL, times);
    const rows: Row[] = [
      {
        id: 'P11',
        what: 'popup’s first paint / bare page of the extension, 63,000 scores stored',
        value: large.firstPaint / large.empty,
        unit: 'ratio',
        target: 1.4,
        gate: 1.8,
      },
      {
        id: 'P11',
        what: 'popup’s rows visible, 63,000 scores stored',
        value: large.rows,
        unit: 'ms',
        target: 100,
        gate: 200,
      },
      {
        id: 'P12',
        what: 'popup’s rows visible, 63,000 scores stored / 500',
        value: large.rows / small.rows,
        unit: 'ratio',
        target: 1.2,
        gate: 1.5,
      },
    ];
    return rows;
  },
};
