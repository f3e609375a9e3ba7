import { openSchoology, openWorldHistory, worldHistory } from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

/** What an extension page has in both browsers. */
declare const chrome: { alarms: { create(name: string, info: { when: number }): Promise<void> } };

/** The browser rings the schedule's alarm now, instead of in an hour. */
const ringNow = (page: Tab): Promise<void> =>
  page.evaluate(() => chrome.alarms.create('schedule', { when: Date.now() }));

const notify =
  'Notify me when items fail that did not fail before (counts only, no titles or names)';

test.describe('with notifications allowed', () => {
  test.use({ allowed: ['notifications'] });

  test('a sync by itself in which an item fails is told by a notification, which leads to what failed', async ({
    driver,
    sandbox,
  }) => {
    const { options, panel } = await openWorldHistory(driver, sandbox);
    await panel.waitFor({ role: 'button', name: 'Sync 6 items' });
    await panel.close();
    await options.bringToFront();
    await options.select({ role: 'combobox', name: 'Sync every' }, '1 hour');
    await options.waitForText('if this browser is open then.');
    await options.clickRole('checkbox', notify);
    await expect.poll(() => options.isChecked(notify)).toBe(true);

    sandbox.sis.failNext({ method: 'PUT', match: /lineItems/, status: 422 });
    await ringNow(options);
    const said = await driver.pressNotice();
    const words =
      'Sync to SIS: 1 item failed: Press to see why and what to do. What was sent is kept.';
    expect(said).toBe(driver.name === 'firefox' ? words : null);

    const attention = await driver.tabAt('panel.html#attention');
    await attention.waitForText('Not accepted by Example SIS.');
    const [filter] = await attention.texts('.chip[aria-pressed="true"]');
    expect(filter).toMatch(/^Needs attention/);
  });
});

test('the context menu of a Schoology page opens the panel on the course of that page', async ({
  driver,
  sandbox,
}) => {
  const page = await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  await driver.pressMenu(page, { id: 'tab:page', text: 'Open Sync to SIS in a tab' });
  const panel = await driver.tabAt('panel.html#');
  expect(new URL(await panel.url()).hash).toContain(`section=${worldHistory.id}`);
  await panel.waitFor({ role: 'heading', name: 'Sync to SIS' });
});
