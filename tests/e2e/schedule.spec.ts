import { openPanel, openWorldHistory, worldHistory } from './steps/teacher.ts';
import { askBackground } from './support/ask-background.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

/** What an extension page has in both browsers. */
declare const chrome: { alarms: { create(name: string, info: { when: number }): Promise<void> } };

/** The browser rings the schedule's alarm now, instead of in an hour. */
const ringNow = (page: Tab): Promise<void> =>
  page.evaluate(() => chrome.alarms.create('schedule', { when: Date.now() }));

test('an alarm wakes the background, which syncs by itself what was looked at, and says so', async ({
  driver,
  sandbox,
}) => {
  const { options, panel } = await openWorldHistory(driver, sandbox);
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });
  await panel.close();
  const schedule = { everyMinutes: 60, notify: false };
  expect(await askBackground(options, 'saveSchedule', schedule)).toMatchObject({ ok: true });

  await driver.stopBackground();
  await ringNow(options);
  await expect
    .poll(() => sandbox.sis.gradebook().flatMap(({ lineItems }) => lineItems).length, {
      timeout: 30_000,
    })
    .toBeGreaterThanOrEqual(6);

  const later = await openPanel(driver, worldHistory.title);
  await later.waitFor({ role: 'button', name: 'Everything is up to date' });
  await later.waitForText('Synced and verified'); // until then lines come above, and what is pressed moves
  await later.clickRole('button', 'History');
  await later.waitForText('Schedule');
});
