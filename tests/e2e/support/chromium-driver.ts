import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { requireBrowser } from '../../browsers/find.ts';
import { chromiumTab } from './chromium-tab.ts';
import { type Driver, type DriverOptions, type Tab, viewport } from './driver.ts';
import { hostPattern } from './host-pattern.ts';
import { poll } from './tab.ts';

const extension = resolve(import.meta.dirname, '../../../.output/chrome-mv3');

const args = [
  `--disable-extensions-except=${extension}`,
  `--load-extension=${extension}`,
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

/** Chrome's id for a manifest `key`: the first 32 hex digits of the key's SHA-256, written with a to p. */
function extensionId(): string {
  const { key } = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return digest.slice(0, 32).replace(/./g, (hex) => String.fromCharCode(97 + parseInt(hex, 16)));
}

/** Starts Chromium with the built extension; what the driver, the demo and the benches stand on. */
export const launchChromium = ({ profile, headless = true }: DriverOptions) =>
  chromium.launchPersistentContext(profile, {
    executablePath: requireBrowser('chromium'),
    headless,
    args,
    ignoreHTTPSErrors: true,
    locale: 'en-US',
    viewport: headless ? viewport : null, // in a window that people resize, the page follows
  });

type Session = Awaited<ReturnType<Browser['newBrowserCDPSession']>>;

async function workersOf(session: Session, origin: string): Promise<string[]> {
  const { targetInfos } = await session.send('Target.getTargets');
  return targetInfos
    .filter(({ type, url }) => type === 'service_worker' && url.startsWith(origin))
    .map(({ targetId }) => targetId);
}

/** Closes the worker's target and waits until it is gone. No tab is opened, so the page under test keeps the focus. */
async function stopWorker(context: BrowserContext, origin: string): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('This Chromium has no browser session');
  for (const targetId of await workersOf(session, origin)) {
    await session.send('Target.closeTarget', { targetId });
    await poll('the worker to end', async () =>
      (await workersOf(session, origin)).includes(targetId) ? undefined : true,
    );
  }
  await session.detach();
}

async function openExtensionPage(context: BrowserContext, url: string): Promise<Tab> {
  const tab = chromiumTab(await context.newPage());
  await tab.goto(url).catch((cause: unknown) => {
    throw new Error(`${url} did not open; does Chromium accept ${extension}?`, { cause });
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
    stopBackground: () => stopWorker(context, extensionOrigin),
    grantOrigin: (url) => addHostPermission(context, id, hostPattern(url)),
    restart: async () => {
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
    close: () => context.close(),
  };
}
