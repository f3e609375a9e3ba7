import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { requireBrowser } from '../../browsers/find.ts';
import { pressMenu, pressNotice } from './chromium-outside.ts';
import { chromiumTab } from './chromium-tab.ts';
import { type Driver, type DriverOptions, type Tab, viewport } from './driver.ts';
import { hostPattern } from './host-pattern.ts';
import { poll } from './tab.ts';

const built = resolve(import.meta.dirname, '../../../.output/chrome-mv3');

const loaded = (folders: string[]): string[] => [
  `--disable-extensions-except=${folders}`,
  `--load-extension=${folders}`,
];

/** A copy of the build that asks for these permissions at once. */
function builtWith(allowed: string[], folder: string): string {
  cpSync(built, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const { permissions, optional_permissions: optional } = manifest;
  manifest.permissions = [...permissions, ...allowed];
  manifest.optional_permissions = optional.filter((name: string) => !allowed.includes(name));
  writeFileSync(path, JSON.stringify(manifest));
  return folder;
}

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

/** Chrome's id for a manifest `key`: the first 32 hex digits of the key's SHA-256, written with a to p. */
function extensionId(): string {
  const { key } = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8'));
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return digest.slice(0, 32).replace(/./g, (hex) => String.fromCharCode(97 + parseInt(hex, 16)));
}

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
  allowed = [],
}: DriverOptions & { extension?: boolean; beside?: string[] }): Promise<BrowserContext> {
  const folder = allowed.length > 0 ? builtWith(allowed, join(profile, 'extension')) : built;
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
  const id = extensionId();
  const extensionOrigin = `chrome-extension://${id}`;
  let context = await launchChromium(options);
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
    restart: async () => {
      await context.close();
      context = await launchChromium(options);
    },
    kill: async () => {
      process.kill(await processOf(context), 'SIGKILL');
      await context.close();
      context = await launchChromium(options);
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
    close: () => context.close(),
  };
}
