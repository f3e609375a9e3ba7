/**
 * `npm run demo`: builds the extension, starts a Schoology and a SIS on this machine, and opens Chromium with the
 * extension connected to both. Without a display, or with `--headless`, it plays the teacher's path itself and exits
 * with 0 only if the SIS holds exactly what it should. `--sis aeries` (and so on) gives the SIS that system's rules.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from '../browsers/ensure.ts';
import { connect, openPanel, openSchoology, worldHistory } from '../e2e/steps/teacher.ts';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import type { Driver } from '../e2e/support/driver.ts';
import { type ProductName, products } from '../sandbox/sis/product.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { demoOwnSession, type OwnSessionName, ownSessions } from './own-session.ts';
import { play } from './play.ts';

const root = resolve(import.meta.dirname, '../..');
const pictures = join(root, 'demo-output');

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

function build(): void {
  console.log('Building the extension …');
  const wxt = join(root, 'node_modules/wxt/bin/wxt.mjs');
  const { status } = spawnSync(process.execPath, [wxt, 'build'], { cwd: root, stdio: 'ignore' });
  if (status !== 0) throw new Error('The build failed: run `npm run build` to see why');
}

/** Leaves a connected browser to the person at the machine, until it is closed. */
async function handOver(driver: Driver, sandbox: Sandbox): Promise<void> {
  await (await connect(driver, sandbox)).close();
  await openPanel(driver, worldHistory.title);
  const tab = await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  await tab.bringToFront();
  console.log(`
Chromium is open, signed in to Schoology and connected to the SIS.
  - Schoology: gear, Edit: the Sync to SIS box is under the grading options; also in the gradebook's Bulk Edit
  - The panel: the second tab, or the toolbar button
  - The SIS gradebook: ${sandbox.sis.origin}
Close the browser to end the demo.`);
  await driver.untilClosed();
}

/** Names that are not those of a simulator: Infinite Campus is met behind a gateway, since its key comes by policy only. */
const aliases: Record<string, ProductName> = {
  'infinite-campus': 'infinite-campus-gateway',
  'powerschool-oneroster': 'powerschool',
};

/** `--sis skyward`: whose rules the SIS has, and whether it is reached by keys or as the teacher who is signed in. */
function chosenSis(): { product: ProductName } | { session: OwnSessionName } {
  const { values } = parseArgs({
    options: { sis: { type: 'string', default: 'oneroster' }, headless: { type: 'boolean' } },
  });
  const session = sessionNames.find((name) => name === values.sis);
  if (session) return { session };
  const product = aliases[values.sis] ?? productNames.find((name) => name === values.sis);
  if (product) return { product };
  const names = [...new Set([...sessionNames, ...productNames, ...Object.keys(aliases)])];
  throw new Error(`--sis takes ${names.join(', ')}; not "${values.sis}"`);
}

const isProduct = (name: string): name is ProductName => name in products;
const isSession = (name: string): name is OwnSessionName => name in ownSessions;
// The vendor's key comes by policy only, which a demo cannot set.
const productNames = Object.keys(products)
  .filter(isProduct)
  .filter((name) => products[name].vendorKey === null);
const sessionNames = Object.keys(ownSessions).filter(isSession);

async function main(): Promise<void> {
  const headless = process.argv.includes('--headless') || !hasDisplay();
  ensureBrowsers(['chromium']);
  build();
  mkdirSync(pictures, { recursive: true });
  const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-demo-'));
  const chosen = chosenSis();
  const sandbox = await startSandbox('product' in chosen ? { sis: chosen.product } : {});
  const driver = await chromiumDriver({ profile, headless });
  try {
    if ('session' in chosen) {
      const demo = { driver, sandbox, folder: pictures, hand: !headless };
      await demoOwnSession(chosen.session, demo);
    } else if (headless) await play(driver, sandbox, pictures);
    else await handOver(driver, sandbox);
  } finally {
    await driver.close();
    await sandbox.close();
    rmSync(profile, { recursive: true, force: true });
  }
  if (headless) console.log('\nThe SIS holds exactly what it should. Pictures: demo-output/');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
