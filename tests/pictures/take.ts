/**
 * `npm run pictures`: every surface of ours in real Chromium, in each language and design of the replica, as PNG files
 * in `pictures-output/`, to be looked at; and every state of the panel in light, dark and Spanish. With `--readme` the
 * two of the README are written anew, with `--states` only the panel's states are drawn.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  connect,
  openBulkEdit,
  openEditDialog,
  openPanel,
  openSchoology,
  saveDialog,
  worldHistory,
} from '../e2e/steps/teacher.ts';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import type { Driver, Tab } from '../e2e/support/driver.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { takeStates } from './states.ts';

const forReadme = process.argv.includes('--readme');
const folder = forReadme ? import.meta.dirname : resolve('pictures-output');

const looks = [
  { language: 'en', theme: 'modern' },
  { language: 'es', theme: 'classic' },
  { language: 'ar', theme: 'dark' },
  { language: 'th', theme: 'modern' },
  { language: 'en', theme: 'dark' },
] as const;

const map = { id: '50000053', title: 'Map of Europe, 1815' };
const materials = `/course/${worldHistory.id}/materials`;

async function ofDialog(tab: Tab, sandbox: Sandbox, name: string): Promise<void> {
  await tab.goto(sandbox.lms.origin() + materials);
  await openEditDialog(tab, map.id);
  await tab.screenshot(join(folder, `${name}.png`));
}

async function ofSchoology(tab: Tab, sandbox: Sandbox): Promise<void> {
  for (const look of looks) {
    const suffix = `${look.language}-${look.theme}`;
    sandbox.lms.setLook(look);
    await ofDialog(tab, sandbox, `dialog-${suffix}`);
    for (const markup of ['table', 'divs'] as const) {
      sandbox.lms.setBulkEdit(worldHistory.id, markup);
      await openBulkEdit(tab, sandbox, worldHistory.id);
      await tab.waitForText('7 sync');
      await tab.screenshot(join(folder, `bulk-edit-${markup}-${suffix}.png`));
    }
    await tab.goto(`${sandbox.lms.origin()}/course/${worldHistory.id}/grades`);
    await tab.waitFor('.sync-to-sis-gradebook');
    await tab.screenshot(join(folder, `gradebook-${suffix}.png`));
    await tab.goto(sandbox.lms.origin() + materials);
    await tab.waitFor('.sync-to-sis-mark');
    await tab.screenshot(join(folder, `materials-${suffix}.png`));
  }
}

async function take(driver: Driver, sandbox: Sandbox): Promise<void> {
  const options = await connect(driver, sandbox);
  const tab = await openSchoology(driver, sandbox, materials);
  await openEditDialog(tab, map.id);
  await tab.clickRole('checkbox', 'Sync to SIS');
  if (forReadme) await tab.screenshot(join(folder, 'dialog.png'));
  await saveDialog(tab);
  const panel = await openPanel(driver, worldHistory.title);
  await panel.waitForText(map.title);
  await panel.screenshot(join(folder, 'panel.png'));
  if (forReadme) return;
  await panel.click('.actions .primary');
  await panel.waitForText('scores in Example SIS');
  await panel.screenshot(join(folder, 'panel-synced.png'));
  await options.bringToFront();
  await options.reload();
  await options.waitForText(worldHistory.title);
  await options.screenshot(join(folder, 'options.png'));
  await tab.bringToFront();
  await ofSchoology(tab, sandbox);
}

mkdirSync(folder, { recursive: true });
if (!forReadme) await takeStates(folder);
if (process.argv.includes('--states')) process.exit();
const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-pictures-'));
const sandbox = await startSandbox();
const driver = await chromiumDriver({ profile });
try {
  await take(driver, sandbox);
} finally {
  await driver.close();
  await sandbox.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`Pictures: ${folder}`);
