import type { Sandbox } from '../sandbox/start.ts';
import { historyIn } from './steps/expected.ts';
import { gradebookOf } from './steps/gradebook.ts';
import { connect, openPanel, openSchoology, worldHistory } from './steps/teacher.ts';
import type { Driver, Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const materials = `/course/${worldHistory.id}/materials`;
const map = { 'sis-s-09': 20, 'sis-s-10': 19, 'sis-s-11': 15, 'sis-s-12': 20, 'sis-s-15': 17 };
/** World History with everything included; nobody has a score in the discussion yet. */
const everythingIn = (sandbox: Sandbox) => ({
  ...historyIn(sandbox),
  'Map of Europe, 1815': map,
  'Discuss: causes of revolutions': {},
});

async function syncAll(driver: Driver): Promise<Tab> {
  const panel = await openPanel(driver, worldHistory.title);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  return panel;
}

test.describe('a SIS over OneRoster 1.1 with signed requests', () => {
  test.use({ sandboxOptions: { sis: 'sis-connect' } });

  test('is set up by its name, and takes the grades', async ({ driver, sandbox }) => {
    await connect(driver, sandbox);
    await openSchoology(driver, sandbox, materials);
    await syncAll(driver);
    expect(gradebookOf(sandbox, 'class-whist-6')).toEqual(everythingIn(sandbox));
  });
});

test('a teacher signs in at the SIS, syncs, and signs out', async ({ driver, sandbox }) => {
  const { sis } = sandbox;
  await driver.grantOrigin(sis.origin);
  const options = await driver.openExtensionPage('options.html');
  await options.select('#authType', 'Each teacher signs in (OAuth 2 with PKCE)');
  await options.fill('#sisName', 'Example SIS');
  await options.fill('#rosteringUrl', sis.rosteringUrl);
  await options.fill('#gradebookUrl', sis.gradebookUrl);
  await options.fill('#authorizationUrl', sis.authorizationUrl);
  await options.fill('#tokenUrl', sis.tokenUrl);
  await options.fill('#clientId', sis.clientId);
  await options.clickRole('button', 'Save');
  await options.waitForText('Not signed in to Example SIS.');
  await options.clickRole('button', 'Sign in to Example SIS');
  await options.waitForText('Signed in to Example SIS until the browser closes.');

  await openSchoology(driver, sandbox, materials);
  await syncAll(driver);
  expect(gradebookOf(sandbox, 'class-whist-6')).toEqual(everythingIn(sandbox));

  await options.bringToFront();
  await options.clickRole('button', 'Sign out');
  await options.waitForText('Not signed in to Example SIS.');
});
