import { systemNames, versionsOf } from '../../../lib/model/sis-system.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import type { Driver, Tab } from '../support/driver.ts';

/** What a teacher does, as steps that specs and the demo share. */

/** Sections of the sandbox, as Schoology names them. */
export const worldHistory = { id: '10000003', title: 'World History: Period 6' };
export const biology = { id: '10000002', title: 'Biology: Period 4' };

/** Signs in to Schoology and opens a page of it. */
export async function openSchoology(driver: Driver, sandbox: Sandbox, path: string): Promise<Tab> {
  const tab = await driver.newTab();
  await tab.goto(sandbox.lms.loginUrl({ destination: path }));
  return tab;
}

/** The entry of "How it signs in" for each way. */
const authTexts = {
  oauth2: 'A client id and secret of the district (OAuth 2)',
  'oauth1-sha1': 'A consumer key and secret (OAuth 1.0a, HMAC-SHA1)',
  'oauth1-sha256': 'A consumer key and secret (OAuth 1.0a, HMAC-SHA256)',
} as const;

/** Fills in the connection in options, saves and allows the SIS host. */
export async function connect(driver: Driver, sandbox: Sandbox): Promise<Tab> {
  const { sis } = sandbox;
  await driver.grantOrigin(sis.origin);
  const options = await driver.openExtensionPage('options.html');
  const { system, version, signIn } = sis.product;
  await options.select('#system', systemNames[system]);
  if (versionsOf[system].length > 1) await options.select('#version', version);
  await options.select('#authType', authTexts[signIn]);
  await options.fill('#sisName', 'Example SIS');
  await options.fill('#rosteringUrl', sis.rosteringUrl);
  if (version === '1.2') await options.fill('#gradebookUrl', sis.gradebookUrl);
  if (signIn === 'oauth2') await options.fill('#tokenUrl', sis.tokenUrl);
  await options.fill('#clientId', sis.clientId);
  await options.fill('#clientSecret', sis.clientSecret);
  await options.clickRole('button', 'Save');
  await options.waitForText('Saved.');
  return options;
}

/** Gear, Edit: the dialog of a material on the materials page. */
export async function openEditDialog(tab: Tab, itemId: string): Promise<void> {
  await tab.click(`#n-${itemId} .action-links-unfold`);
  await tab.click(`#n-${itemId} .action-edit a`);
  await tab.waitFor(
    `.popups-box form[data-sync-to-sis-item="${itemId}"] [data-sync-to-sis] input:enabled`,
  );
}

export async function saveDialog(tab: Tab): Promise<void> {
  await tab.click('.popups-box .submit-buttons .form-submit');
  await tab.waitUntilGone('.popups-box');
}

/** Bulk Edit of a section, opened as a page. */
export async function openBulkEdit(tab: Tab, sandbox: Sandbox, sectionId: string): Promise<void> {
  await tab.goto(`${sandbox.lms.origin()}/course/${sectionId}/assignments-edit`);
}

export async function saveBulkEdit(tab: Tab): Promise<void> {
  await tab.click('#s-grade-item-manager-form .submit-buttons .form-submit');
}

/** The panel as a full tab, on one section. */
export async function openPanel(driver: Driver, section: string): Promise<Tab> {
  const panel = await driver.openExtensionPage('panel.html');
  await panel.waitFor({ role: 'heading', name: 'Sync to SIS' });
  await panel.select({ role: 'combobox', name: 'Course' }, section);
  return panel;
}

/** Connected, with World History open in Schoology and in the panel: where most stories begin. */
export async function openWorldHistory(driver: Driver, sandbox: Sandbox) {
  const options = await connect(driver, sandbox);
  const schoology = await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  return { options, schoology, panel: await openPanel(driver, worldHistory.title) };
}

/** A row of the panel: title, status word, reason and the time of the last successful sync (null = Never). */
export type PanelRow = {
  title: string;
  status: string;
  reason: string;
  lastSuccess: string | null;
};

const panelRows = (panel: Tab): Promise<PanelRow[]> =>
  panel.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('table.items tbody tr:has(td)'), (row) => ({
      title: row.querySelector('.cell-title')?.textContent?.trim() ?? '',
      status: row.querySelector('.cell-status')?.textContent?.trim() ?? '',
      reason: row.querySelector('.cell-reason')?.textContent?.trim() ?? '',
      lastSuccess: row.querySelector('.cell-time time')?.getAttribute('datetime') ?? null,
    })),
  );

export async function panelRow(panel: Tab, title: string): Promise<PanelRow> {
  const row = (await panelRows(panel)).find((candidate) => candidate.title === title);
  if (!row) throw new Error(`The panel has no row "${title}"`);
  return row;
}

/** Add Materials, then an entry of its menu: the dialog for a new item. */
export async function openCreateDialog(
  tab: Tab,
  action: 'assignment' | 'assessment',
): Promise<void> {
  await tab.click('.course-content-action-links .action-links-unfold');
  await tab.click(`.course-content-action-links .action-create-${action} a`);
  await tab.waitFor('.popups-box [data-sync-to-sis] input[type=checkbox]:enabled');
}
