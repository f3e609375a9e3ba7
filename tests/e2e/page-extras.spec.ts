import {
  connect,
  openEditDialog,
  openPanel,
  openSchoology,
  saveDialog,
  worldHistory,
} from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

const essay = { id: '50000051', title: 'Essay: the French Revolution' };
const mark = `#n-${essay.id} .sync-to-sis-mark`;
const marksLabel = 'A mark on items that do not sync, in the materials list and on the item’s page';
const button = '.sync-to-sis-gradebook';

test('the gradebook’s button leads to the panel of its section; opted-out items are marked, unless that is switched off', async ({
  driver,
  sandbox,
}) => {
  const options = await connect(driver, sandbox);
  const tab = await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  await openEditDialog(tab, essay.id);
  await tab.clickRole('checkbox', 'Sync to SIS');
  await saveDialog(tab);
  await tab.waitFor(mark);

  await openPanel(driver, worldHistory.title).then((panel) => panel.close());
  await tab.bringToFront();
  await tab.goto(`${sandbox.lms.origin()}/course/${worldHistory.id}/grades`);
  await tab.click(button);
  const panel = await driver.tabAt('panel.html#');
  await panel.waitForText(essay.title);

  await options.bringToFront();
  await options.bringToFront();
  await options.clickRole('checkbox', marksLabel);
  await tab.bringToFront();
  await tab.goto(`${sandbox.lms.origin()}/course/${worldHistory.id}/materials`);
  // Once the dialog has its box, our script has been at work on this page.
  await openEditDialog(tab, essay.id);
  expect(await tab.texts(mark)).toEqual([]);
});
