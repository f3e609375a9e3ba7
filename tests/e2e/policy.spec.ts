import type { Sandbox } from '../sandbox/start.ts';
import { gradebookOf } from './steps/gradebook.ts';
import { openEditDialog, openPanel, openSchoology, worldHistory } from './steps/teacher.ts';
import { canSetChromiumPolicy } from './support/chromium-policy.ts';
import { expect, test } from './support/fixtures.ts';

const host = 'lms.district.example';

/** What a district writes: the whole connection, its own address of Schoology, and what is new waits. */
const policyOf = ({ sis, lms }: Sandbox) => ({
  sisName: 'District SIS',
  profile: 'oneroster',
  oneRoster: { version: '1.2', rosteringUrl: sis.rosteringUrl, gradebookUrl: sis.gradebookUrl },
  auth: {
    type: 'oauth2-client-credentials',
    tokenUrl: sis.tokenUrl,
    clientId: sis.clientId,
    clientSecret: sis.clientSecret,
  },
  lmsOrigins: [lms.origin(host)],
  newItemsWaitForReview: true,
});

const isAllow = (text: string): boolean => text === 'Allow access';

test.use({ managed: true });
test.skip(
  ({ target }) => target === 'chromium' && !canSetChromiumPolicy(),
  'only an administrator sets a policy for Chromium: run as root on Linux, as CI does',
);

test('a teacher under a district’s policy allows access and syncs, with nothing to type', async ({
  driver,
  sandbox,
}) => {
  await driver.setPolicy(policyOf(sandbox));
  await driver.restart();
  await driver.grantOrigin(sandbox.sis.origin);
  await driver.grantOrigin(sandbox.lms.origin(host));
  const options = await driver.openExtensionPage('options.html');
  const askedFor = () => options.texts('button').then((all) => all.filter(isAllow).length);
  for (const left of [1, 0]) {
    await options.clickRole('button', 'Allow access'); // the SIS, then Schoology at the district's own address
    await expect.poll(askedFor).toBe(left);
  }
  await options.click('.district-policy summary');
  expect(await options.texts('.district-policy li')).toEqual([
    'auth',
    'lmsOrigins',
    'newItemsWaitForReview',
    'oneRoster',
    'profile',
    'sisName',
  ]);

  const schoology = await driver.newTab();
  await schoology.goto(
    sandbox.lms.loginUrl({ host, destination: `/course/${worldHistory.id}/materials` }),
  );
  await openEditDialog(schoology, '50000051');
  const panel = await openPanel(driver, worldHistory.title);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  expect(Object.keys(gradebookOf(sandbox, 'class-whist-6'))).toHaveLength(6);
});

test('a policy with a wrong value sends nothing and says which, until the district has put it right', async ({
  driver,
  sandbox,
}) => {
  const policy = policyOf(sandbox);
  await driver.setPolicy({ ...policy, profile: 'onerooster' });
  await driver.restart();
  await driver.grantOrigin(sandbox.sis.origin);
  const options = await driver.openExtensionPage('options.html');
  await options.waitForText('Your district’s settings for this extension cannot be used');
  await options.waitForText('profile');
  await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  const panel = await openPanel(driver, worldHistory.title);
  await panel.waitForText('Your district’s settings for this extension cannot be used');
  expect(sandbox.sis.puts()).toEqual([]);

  // Chromium tells of the change and the open page follows; Firefox takes it when it is started again.
  await driver.setPolicy(policy);
  if (driver.name === 'firefox') await driver.restart();
  const after =
    driver.name === 'firefox' ? await driver.openExtensionPage('options.html') : options;
  await after.bringToFront();
  await after.waitFor({ role: 'button', name: 'Allow access' });
});
