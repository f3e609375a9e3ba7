import { axeViolations } from './steps/axe.ts';
import {
  biology,
  connect,
  openBulkEdit,
  openEditDialog,
  openPanel,
  openSchoology,
} from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

test('our pages and what we add to Schoology pass axe', async ({ driver, sandbox }) => {
  const firstRun = await driver.openExtensionPage('popup.html');
  await firstRun.waitFor({ role: 'heading', name: 'Sync to SIS' });
  expect(await axeViolations(firstRun)).toEqual([]);
  await firstRun.close();

  const options = await connect(driver, sandbox);
  const schoology = await openSchoology(driver, sandbox, `/course/${biology.id}/materials`);
  const panel = await openPanel(driver, biology.title);
  await panel.waitForText('Field trip journal');
  expect(await axeViolations(panel)).toEqual([]);
  await panel.click('.actions .primary');
  await panel.waitForText('scores in Example SIS');
  expect(await axeViolations(panel)).toEqual([]);

  await options.bringToFront();
  await options.reload();
  await options.waitForText('Field Work');
  expect(await axeViolations(options)).toEqual([]);

  await schoology.bringToFront();
  await openEditDialog(schoology, '50000031');
  expect(await axeViolations(schoology, '[data-sync-to-sis]')).toEqual([]);
  await openBulkEdit(schoology, sandbox, biology.id);
  await schoology.waitFor({ role: 'checkbox', name: 'Sync to SIS: all items' });
  expect(await axeViolations(schoology, '[data-sync-to-sis]')).toEqual([]);
});
