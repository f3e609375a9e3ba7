import { setTimeout as delay } from 'node:timers/promises';
import type { Measure } from './row.ts';
import { storeYear } from './stored-year.ts';
import { withExtension } from './with-extension.ts';

declare const chrome: {
  alarms: { getAll(): Promise<{ name: string; periodInMinutes?: number }[]> };
};

/** With everything synced, no run and no schedule there must be nothing that wakes the background. */
export const idle: Measure = {
  ids: ['P18'],
  run: () =>
    withExtension(async (driver, page) => {
      await storeYear(page, { courses: 1, items: 20, students: 25 });
      await driver.stopBackground();
      const popup = await driver.openExtensionPage('popup.html');
      await delay(500); // it has started, looked for work and found none
      await popup.close();
      const alarms = await page.evaluate(() => chrome.alarms.getAll());
      const perHour = alarms.reduce(
        (sum, { periodInMinutes = 60 }) => sum + 60 / periodInMinutes,
        0,
      );
      const what = 'wakes per hour with nothing to do (by the alarms that are set)';
      return [{ id: 'P18', what, value: perHour, unit: 'count', target: 0, gate: 1 }];
    }),
};
