import type { Driver, Tab } from '../e2e/support/driver.ts';
import { interleave, type Measure, median, type Row } from './row.ts';
import { smallCourse, storeYear, type Year } from './stored-year.ts';
import { withExtension } from './with-extension.ts';

/** Beside the course that is looked at: nothing, and the rest of 63,000 scores. */
const nothing: Year = { courses: 0, items: 0, students: 0 };
const sizeL: Year = { courses: 12, items: 150, students: 35 };

type Opened = { firstPaint: number; rows: number };

/** Opens a page of the extension and says when it first painted something, and when its list had rows (ms). */
async function open(driver: Driver, path: string, rows: string | null): Promise<Opened> {
  const tab: Tab = await driver.openExtensionPage(path);
  try {
    const seen = await tab.evaluate(async (selector) => {
      const paint = (): number | undefined =>
        performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
      const find = (): boolean => selector === null || document.querySelector(selector) !== null;
      let at = find() ? 0 : null;
      while (at === null || paint() === undefined) {
        await new Promise((next) => setTimeout(next, 1));
        if (at === null && find()) at = performance.now();
      }
      return { firstPaint: paint() ?? Number.NaN, rows: at };
    }, rows);
    return seen;
  } finally {
    await tab.close();
  }
}

const popup = `popup.html#${new URLSearchParams({ origin: smallCourse.origin, section: smallCourse.sectionId })}`;
const anItem = 'table.items tbody tr';

async function opens(driver: Driver, times: number) {
  const paints: number[] = [];
  const taken = await interleave(times, {
    empty: async () => (await open(driver, 'manifest.json', null)).firstPaint,
    popup: async () => {
      const { firstPaint, rows } = await open(driver, popup, anItem);
      paints.push(firstPaint);
      return rows;
    },
  });
  return {
    empty: median(taken.empty),
    firstPaint: median(paints.slice(1)),
    rows: median(taken.popup),
  };
}

export const popupOpening: Measure = {
  ids: ['P11', 'P12'],
  async run({ opens: times }) {
    // In turn, not interleaved: a profile cannot forget what is stored. Each is set beside its own empty page.
    const small = await withExtension(async (driver, page) => {
      await storeYear(page, nothing);
      return opens(driver, times);
    });
    const large = await withExtension(async (driver, page) => {
      await storeYear(page, sizeL);
      return opens(driver, times);
    });
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
