import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { requireBrowser } from '../../browsers/find.ts';
import { pressMenu, pressNotice } from './chromium-outside.ts';
import { removeChromiumPolicy, writeChromiumPolicy } from './chromium-policy.ts';
import { chromiumTab } from './chromium-tab.ts';
import { type Driver, type DriverOptions, type Tab, viewport } from './driver.ts';
import { hostPattern } from './host-pattern.ts';
import { poll } from './tab.ts';

const built = resolve(import.meta.dirname, '../../../.output/chrome-mv3');

const loaded = (folders: string[]): string[] => [
  `--disable-extensions-except=${folders}`,
  `--load-extension=${folders}`,
];

type Manifest = { permissions: string[]; optional_permissions: string[]; key?: string };

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

/** A copy of the build with another manifest, in the profile. */
function copyOfBuild(profile: string, { allowed = [], managed = false }: DriverOptions): string {
  const folder = join(profile, 'extension');
  cpSync(built, folder, { recursive: true });
  const { key, ...manifest } = manifestOf(folder);
  const changed = {
    ...manifest,
    permissions: [...manifest.permissions, ...allowed],
    optional_permissions: manifest.optional_permissions.filter((name) => !allowed.includes(name)),
    // A policy is for an id, and a folder's own id is nobody else's.
    ...(managed ? {} : { key }),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(changed));
  return folder;
}

/** The folder that Chromium loads: the build itself, unless something in its manifest must be another. */
const folderFor = (options: DriverOptions): string =>
  options.managed || options.allowed?.length ? copyOfBuild(options.profile, options) : built;

const args = [
  // Every host is this machine: the real match patterns are tested and nothing can leave.
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--ignore-certificate-errors',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Chromium leaves loopback out of a proxy unless it is told otherwise. */
const through = (port: number): string[] => [
  `--proxy-server=http://127.0.0.1:${port}`,
  '--proxy-bypass-list=<-loopback>',
];

/** Chrome's id: the first 32 hex digits of the SHA-256 of the manifest's `key`, or of the path, written with a to p. */
function extensionId(folder: string): string {
  const { key } = manifestOf(folder);
  const source = key ? Buffer.from(key, 'base64') : folder;
  const digest = createHash('sha256').update(source).digest('hex');
  return digest.slice(0, 32).replace(/./g, (hex) => String.fromCharCode(97 + parseInt(hex, 16)));
}

type LaunchOptions = Pick<DriverOptions, 'profile' | 'headless' | 'proxy'> & {
  extension?: boolean;
  beside?: string[];
  folder?: string;
};

/**
 * Starts Chromium with the built extension (or without, to compare), and `beside` it the extensions of these folders;
 * what the driver and the bench stand on.
 */
export function launchChromium({
  profile,
  headless = true,
  extension = true,
  beside = [],
  proxy,
  folder = built,
}: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: requireBrowser('chromium'),
    headless,
    args: [
      ...(extension ? loaded([folder, ...beside]) : []),
      ...(proxy ? through(proxy) : []),
      ...args,
    ],
    ignoreHTTPSErrors: true,
    locale: 'en-US',
    viewport: headless ? viewport : null, // in a window that people resize, the page follows
  });
}

/**
 * Ends the worker whatever it is doing. Chromium says when it has stopped; it may be running again a moment later, if
 * a page asks it something. No tab is opened, so the page under test keeps the focus.
 */
export async function stopWorker(context: BrowserContext, origin: string): Promise<void> {
  const [page] = context.pages();
  if (page === undefined) throw new Error('Chromium has no page to ask');
  const session = await context.newCDPSession(page);
  let stopped = false;
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    stopped ||= versions.some(
      ({ scriptURL, runningStatus }) => scriptURL.startsWith(origin) && runningStatus === 'stopped',
    );
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await poll('the worker to stop', async () => stopped || undefined);
  await session.detach();
}

/** The browser process, whose end is the end of all the others. */
async function processOf(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  const main = processInfo.find(({ type }) => type === 'browser');
  if (main === undefined) throw new Error('Chromium does not tell its process');
  return main.id;
}

const loseDatabase = (profile: string, id: string): void =>
  rmSync(join(profile, `Default/IndexedDB/chrome-extension_${id}_0.indexeddb.leveldb`), {
    recursive: true,
  });

async function openExtensionPage(context: BrowserContext, url: string): Promise<Tab> {
  const tab = chromiumTab(await context.newPage());
  await tab.goto(url).catch((cause: unknown) => {
    throw new Error(`${url} did not open; does Chromium accept ${built}?`, { cause });
  });
  return tab;
}

/** What the switch on the extension's own details page does. */
async function addHostPermission(context: BrowserContext, id: string, pattern: string) {
  const page = await context.newPage();
  await page.goto('chrome://extensions/', { waitUntil: 'commit' });
  const call = [id, pattern].map((text) => JSON.stringify(text)).join(', ');
  await page.evaluate(`chrome.developerPrivate.addHostPermission(${call})`);
  await page.close();
}

/** Chromium through Playwright, with `.output/chrome-mv3` loaded. */
export async function chromiumDriver(options: DriverOptions): Promise<Driver> {
  const folder = folderFor(options);
  const id = extensionId(folder);
  if (options.managed) removeChromiumPolicy(id); // of a run that was ended
  const extensionOrigin = `chrome-extension://${id}`;
  let context = await launchChromium({ ...options, folder });
  return {
    name: 'chromium',
    extensionOrigin,
    newTab: async () => chromiumTab(await context.newPage()),
    openExtensionPage: (path) => openExtensionPage(context, `${extensionOrigin}/${path}`),
    tabAt: (part) =>
      poll(`a tab at ${part}`, async () => {
        const page = context.pages().find((one) => one.url().includes(part));
        return page && chromiumTab(page);
      }),
    stopBackground: () => stopWorker(context, extensionOrigin),
    grantOrigin: (url) => addHostPermission(context, id, hostPattern(url)),
    pressMenu: async (tab, entry) => pressMenu(context, await tab.url(), entry.id),
    pressNotice: () => pressNotice(context),
    setPolicy: async (values) => {
      if (!options.managed) throw new Error('this driver was not started with `managed`');
      writeChromiumPolicy(id, values);
    },
    restart: async () => {
      await context.close();
      context = await launchChromium({ ...options, folder });
    },
    kill: async (losing) => {
      process.kill(await processOf(context), 'SIGKILL');
      await context.close().catch(() => undefined); // Playwright may have seen its end already, or in the middle of this
      if (losing) loseDatabase(options.profile, id);
      context = await launchChromium({ ...options, folder });
    },
    screenshot: (folder) =>
      Promise.all(
        context.pages().map(async (page, index) => {
          const path = join(folder, `tab-${index}.png`);
          await page.screenshot({ path, fullPage: true });
          return path;
        }),
      ),
    untilClosed: () => new Promise((closed) => context.on('close', () => closed())),
    close: async () => {
      await context.close();
      if (options.managed) removeChromiumPolicy(id);
    },
  };
}
