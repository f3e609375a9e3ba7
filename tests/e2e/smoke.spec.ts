import { askBackground } from './support/ask-background.ts';
import { expect, test } from './support/fixtures.ts';

/** What an extension page has, in Firefox too. */
declare const chrome: {
  storage: { local: { get(key: string): Promise<unknown>; set(items: object): Promise<void> } };
};

test('the built extension shows its panel', async ({ driver }) => {
  const popup = await driver.openExtensionPage('popup.html');
  await popup.waitFor({ role: 'heading', name: 'Sync to SIS' });
});

test('the background answers again after it was stopped', async ({ driver }) => {
  const popup = await driver.openExtensionPage('popup.html');
  expect(await askBackground(popup, 'getPanel')).toMatchObject({ ok: true });
  await driver.stopBackground();
  expect(await askBackground(popup, 'getPanel')).toMatchObject({ ok: true });
});

test('the extension keeps its data when the browser starts again', async ({ driver }) => {
  const before = await driver.openExtensionPage('popup.html');
  await before.evaluate(() => chrome.storage.local.set({ smoke: 'kept' }));
  await driver.restart();
  const after = await driver.openExtensionPage('popup.html');
  expect(await after.evaluate(() => chrome.storage.local.get('smoke'))).toEqual({ smoke: 'kept' });
});

test('Schoology and the SIS answer under their real host names', async ({ driver, sandbox }) => {
  const tab = await driver.newTab();
  await tab.goto(sandbox.lms.loginUrl());
  expect(await tab.url()).toBe(`${sandbox.lms.origin()}/home`);
  await tab.goto(sandbox.sis.origin);
  await tab.waitFor('h1');
});
