import {
  openBulkEdit,
  openPanel,
  openSchoology,
  panelRow,
  saveBulkEdit,
  worldHistory,
} from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const count = '.sync-to-sis-count';
const all = 'Sync to SIS: all items';
const rowBoxes = (tab: Tab): Promise<boolean[]> =>
  tab.evaluate(() =>
    Array.from(
      document.querySelectorAll<HTMLInputElement>('[data-sync-to-sis-item] .sync-to-sis-box'),
      (box) => box.checked,
    ),
  );

for (const markup of ['table', 'divs'] as const) {
  test(`choices of Bulk Edit in ${markup} are saved together, and only by its own save`, async ({
    driver,
    sandbox,
  }) => {
    sandbox.lms.setBulkEdit(worldHistory.id, markup);
    const tab = await openSchoology(driver, sandbox, '/home');
    await openBulkEdit(tab, sandbox, worldHistory.id);
    await tab.waitForText('7 of 7 sync');
    await tab.clickRole('checkbox', all);
    expect(await tab.text(count)).toBe('0 of 7 sync');

    // Left without saving: nothing has changed.
    await openBulkEdit(tab, sandbox, worldHistory.id);
    await tab.waitForText('7 of 7 sync');

    await tab.clickRole('checkbox', all);
    await tab.clickRole('checkbox', 'Sync to SIS: Trade routes map');
    expect(await tab.text(count)).toBe('1 of 7 sync');
    await saveBulkEdit(tab);
    await openBulkEdit(tab, sandbox, worldHistory.id);
    await tab.waitForText('1 of 7 sync');
    expect((await rowBoxes(tab)).filter(Boolean)).toHaveLength(1);
    expect(await tab.isChecked('Sync to SIS: Trade routes map')).toBe(true);
  });
}

test('300 rows, drawn anew by Schoology after a choice', async ({ driver, sandbox }) => {
  for (let n = 1; n <= 293; n++) {
    sandbox.lms.addItem(worldHistory.id, { title: `Exercise ${n}`, categoryId: '70021' });
  }
  const tab = await openSchoology(driver, sandbox, '/home');
  await openBulkEdit(tab, sandbox, worldHistory.id);
  await tab.waitForText('300 of 300 sync');
  await tab.clickRole('checkbox', all);
  await tab.clickRole('checkbox', 'Sync to SIS: Exercise 7');
  await tab.waitForText('1 of 300 sync');
  await tab.evaluate(() => {
    const body = document.querySelector('.grade-item-table tbody');
    if (body) body.innerHTML = `${body.innerHTML}`;
  });
  await expect.poll(() => tab.text(count)).toBe('1 of 300 sync');
  expect(await rowBoxes(tab)).toHaveLength(300);
  await saveBulkEdit(tab);
  await openBulkEdit(tab, sandbox, worldHistory.id);
  await tab.waitForText('1 of 300 sync');
  const panel = await openPanel(driver, worldHistory.title);
  // Of a list this long only what is near is drawn; the chips count all of it.
  await expect.poll(() => panel.texts('.chip')).toContain('Opted Out\n299');
});

test('Schoology’s own column is mirrored, both ways', async ({ driver, sandbox }) => {
  sandbox.lms.setNative(worldHistory.id, true);
  const tab = await openSchoology(driver, sandbox, '/home');
  await openBulkEdit(tab, sandbox, worldHistory.id);
  const native = '[name="grade_items[50000051][sync_to_sis_option]"]';
  await tab.waitFor('[data-sync-to-sis-item="50000051"]');
  expect(await tab.texts('.sync-to-sis-box')).toEqual([]);
  await tab.click(native);
  await saveBulkEdit(tab);
  const panel = await openPanel(driver, worldHistory.title);
  await panel.waitForText('Set by Schoology’s own Sync to SIS box');
  await panel.clickRole('checkbox', 'Sync to SIS: Essay: the French Revolution');
  await expect
    .poll(async () => (await panelRow(panel, 'Essay: the French Revolution')).status)
    .toBe('Pending');
  await tab.bringToFront();
  await openBulkEdit(tab, sandbox, worldHistory.id);
  await tab.waitForText('Set to your last Sync to SIS choice.');
  await tab.waitFor(`${native}:checked`);
});
