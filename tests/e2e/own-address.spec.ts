import { expectStatus } from './steps/expect-status.ts';
import { openEditDialog, saveDialog, worldHistory } from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const essay = { id: '50000051', title: 'Essay: the French Revolution' };
const host = 'lms.district.example';
const materials = `/course/${worldHistory.id}/materials`;

/** Nothing of ours is in the page, once the page itself has had its say. */
async function isUntouched(tab: Tab): Promise<boolean> {
  await tab.waitFor(`#n-${essay.id}`);
  await tab.click(`#n-${essay.id} .action-links-unfold`);
  await tab.click(`#n-${essay.id} .action-edit a`);
  await tab.waitFor('.popups-box .submit-buttons .form-submit');
  return (await tab.texts('[data-sync-to-sis], [data-sync-to-sis-item]')).length === 0;
}

test('Schoology at a district’s own address is served once the teacher grants it, until it is removed', async ({
  driver,
  sandbox,
}) => {
  const tab = await driver.newTab();
  await tab.goto(sandbox.lms.loginUrl({ host, destination: materials }));
  expect(await isUntouched(tab)).toBe(true);

  await driver.grantOrigin(sandbox.lms.origin(host));
  const options = await driver.openExtensionPage('options.html');
  await options.fill('#lmsDomain', sandbox.lms.origin(host));
  await options.clickRole('button', 'Add address');
  await options.waitFor({ role: 'button', name: `Remove ${sandbox.lms.origin(host)}` });

  await tab.bringToFront();
  await tab.reload();
  await openEditDialog(tab, essay.id);
  await tab.clickRole('checkbox', 'Sync to SIS');
  await saveDialog(tab);
  await expectStatus(driver, essay.title, 'Opted Out');

  await options.bringToFront();
  await options.clickRole('button', `Remove ${sandbox.lms.origin(host)}`);
  await options.waitUntilGone('.lms-domain');
  await tab.bringToFront();
  await tab.reload();
  expect(await isUntouched(tab)).toBe(true);
});
