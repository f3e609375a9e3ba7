import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { requireBrowser } from '../../browsers/find.ts';
import { type Driver, type DriverOptions, type Tab, viewport } from './driver.ts';
import { pressMenu, pressNotice } from './firefox-outside.ts';
import { firefoxTab } from './firefox-tab.ts';
import { contextOf, runInFirefox, wireOf } from './firefox-wire.ts';
import { poll } from './tab.ts';

const extension = resolve(import.meta.dirname, '../../../.output/firefox-mv3');
const uuid = '5f0c9a5e-3d8d-4b57-9a8e-0d6f4f0a1b2c';
const extensionOrigin = `moz-extension://${uuid}`;

const geckoId = (): string =>
  JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')).browser_specific_settings.gecko
    .id;

const preferences = () => ({
  'extensions.webextensions.uuids': JSON.stringify({ [geckoId()]: uuid }),
  // The add-on is temporary, so closing the browser uninstalls it: its data must stay for restart().
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  'extensions.webextOptionalPermissionPrompts': false,
  'alerts.useSystemBackend': false, // Firefox draws notifications itself: a machine without a screen has nobody for it
  // Every host is this machine: the real match patterns are tested and nothing can leave.
  'network.dns.forceResolve': '127.0.0.1',
  'intl.locale.requested': 'en-US',
});

const through = (port: number) => ({
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': port,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': port,
  'network.proxy.allow_hijacking_localhost': true,
});

/** A home of its own, where Firefox looks for this extension's managed storage manifest. */
const homeOf = (profile: string): string => join(profile, 'home');

/** Sets the policy as an administrator of one account does (MDN: Native manifests, managed storage manifests). */
function writeFirefoxPolicy(profile: string, data: object): void {
  const folder = join(homeOf(profile), '.mozilla', 'managed-storage');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: geckoId(), description: 'The policy of a test', type: 'storage', data };
  writeFileSync(join(folder, `${geckoId()}.json`), JSON.stringify(manifest));
}

async function launchFirefox({
  profile,
  headless = true,
  proxy,
  managed = false,
}: DriverOptions): Promise<Browser> {
  mkdirSync(profile, { recursive: true });
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: requireBrowser('firefox'),
    headless,
    acceptInsecureCerts: true,
    userDataDir: profile,
    args: ['--remote-allow-system-access'], // extension pages and Firefox's own scope are closed to BiDi without it
    ...(managed ? { env: { ...process.env, HOME: homeOf(profile) } } : {}),
    extraPrefsFirefox: { ...preferences(), ...(proxy ? through(proxy) : {}) },
    defaultViewport: headless ? viewport : null,
  });
  try {
    await browser.installExtension(extension);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return browser;
}

/** page.goto() never sees the load event here: the tab moves to the extension's process on its way. */
async function openExtensionPage(browser: Browser, path: string): Promise<Tab> {
  const send = wireOf(browser);
  const page = await browser.newPage();
  const url = `${extensionOrigin}/${path}`;
  const context = await contextOf(page, send);
  await send('browsingContext.navigate', { context, url, wait: 'none' });
  await poll(`${url} to load`, async () => {
    const state = await page.evaluate(() => `${location.href} ${document.readyState}`);
    return state === `${url} complete` ? true : undefined;
  });
  return firefoxTab(page);
}

/** Puppeteer still lists tabs that were closed after they had moved to the extension's process. */
async function openTabs(browser: Browser): Promise<Tab[]> {
  const tabs = (await browser.pages()).map(firefoxTab);
  const alive = await Promise.all(tabs.map((tab) => tab.evaluate(() => true).catch(() => false)));
  return tabs.filter((_, index) => alive[index]);
}

/** What lies beside it under `^userContextId` is storage.local, which stays. */
const loseDatabase = (profile: string): void =>
  rmSync(join(profile, 'storage/default', extensionOrigin.replace('://', '+++'), 'idb'), {
    recursive: true,
  });

const stopEventPage = async (browser: Browser): Promise<void> =>
  void (await runInFirefox(
    wireOf(browser),
    `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(geckoId())});
     await extension.terminateBackground({ ignoreDevToolsAttached: true });
     if (extension.backgroundState !== 'stopped') throw new Error(extension.backgroundState);`,
  ));

/** Firefox through Puppeteer and WebDriver BiDi, with `.output/firefox-mv3` installed for the session. */
export async function firefoxDriver(options: DriverOptions): Promise<Driver> {
  let browser = await launchFirefox(options);
  return {
    name: 'firefox',
    extensionOrigin,
    newTab: async () => firefoxTab(await browser.newPage()),
    openExtensionPage: (path) => openExtensionPage(browser, path),
    tabAt: (part) =>
      poll(`a tab at ${part}`, async () => {
        // page.url() stays at about:blank where the tab has moved to the extension's process.
        for (const tab of await openTabs(browser)) {
          if ((await tab.url()).includes(part)) return tab;
        }
        return undefined;
      }),
    stopBackground: () => stopEventPage(browser),
    grantOrigin: async () => {}, // a preference answers every prompt with yes
    pressMenu: (tab, { text }) => pressMenu(browser, tab, text),
    pressNotice: () => pressNotice(browser),
    setPolicy: async (values) => {
      if (!options.managed) throw new Error('this driver was not started with `managed`');
      writeFirefoxPolicy(options.profile, values);
    },
    restart: async () => {
      await browser.close();
      browser = await launchFirefox(options);
    },
    kill: async (losing) => {
      const main = browser.process();
      if (main === null) throw new Error('Firefox was not started here');
      const ended = new Promise((resolve) => main.once('exit', resolve));
      main.kill('SIGKILL');
      await ended;
      if (losing) loseDatabase(options.profile);
      // Puppeteer puts the profile's own preferences back after the process has ended, and a launch in the midst of it fails.
      await poll('the preferences to be put back', async () => {
        const kept = ['prefs.js', 'user.js'].map((file) => `${file}.puppeteer`);
        return kept.some((file) => existsSync(join(options.profile, file))) ? undefined : true;
      });
      browser = await launchFirefox(options);
    },
    screenshot: async (folder) => {
      const tabs = await openTabs(browser);
      return Promise.all(
        tabs.map(async (tab, index) => {
          const path = join(folder, `tab-${index}.png`);
          await tab.screenshot(path);
          return path;
        }),
      );
    },
    untilClosed: () => new Promise((closed) => browser.on('disconnected', () => closed())),
    close: () => browser.close(),
  };
}
