import type { Sandbox } from '../sandbox/start.ts';
import { axeViolations } from './steps/axe.ts';
import { openWorldHistory, panelRow, worldHistory } from './steps/teacher.ts';
import { askBackground } from './support/ask-background.ts';
import { expect, test } from './support/fixtures.ts';

const map = 'Trade routes map';
const essay = { id: '50000051', title: 'Essay: the French Revolution' };

/** As a teacher does in the SIS's own gradebook. */
function removeInSis({ sis: { state } }: Sandbox, title: string): void {
  const [id] = [...state.lineItems].find(([, lineItem]) => lineItem.title === title) ?? [];
  if (id === undefined) throw new Error(`The SIS has no ${title}`);
  state.lineItems.delete(id);
  for (const [key, result] of state.results) {
    if (JSON.stringify(result).includes(id)) state.results.delete(key);
  }
}

test('after a sync: the history, what is still in the SIS, why totals differ, and all of it at the side', async ({
  driver,
  sandbox,
}) => {
  const { panel } = await openWorldHistory(driver, sandbox);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  await panel.waitForText('Synced and verified'); // until then lines come above, and what is pressed moves

  await panel.clickRole('button', 'History');
  await panel.waitForText('6 items synced');
  await panel.waitForText('Sync button');
  expect(await axeViolations(panel)).toEqual([]);
  await panel.press('Escape');

  // Opted out after it was sent, and deleted in Schoology: the SIS still has both.
  await panel.clickRole('checkbox', `Sync to SIS: ${map}`);
  await panel.waitFor({ role: 'button', name: 'Still in SIS (1)' });
  sandbox.lms.removeItem(essay.id);
  await panel.clickRole('button', 'Check for changes');
  await panel.clickRole('button', 'Still in SIS (2)');
  await panel.waitForText('Deleted in Schoology after it was sent');
  await panel.waitForText(essay.title);
  expect(await axeViolations(panel)).toEqual([]);
  await panel.clickRole('checkbox', `Removed there: ${map}`);
  await panel.waitUntilGone({ role: 'checkbox', name: `Removed there: ${map}` });
  await panel.press('Escape');
  await panel.waitFor({ role: 'button', name: 'Still in SIS (1)' });

  // Somebody has removed it there: included again it is sent whole.
  removeInSis(sandbox, map);
  const puts = sandbox.sis.puts().length;
  await panel.clickRole('checkbox', `Sync to SIS: ${map}`);
  await panel.clickRole('button', 'Sync 1 item');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  expect(sandbox.sis.puts()).toHaveLength(puts + 1 + 5);

  await panel.clickRole('button', 'Why might totals differ?');
  await panel.waitForText('Lowest scores dropped in Schoology');
  expect(await axeViolations(panel)).toEqual([]);
  await panel.press('Escape');

  const side = await driver.openExtensionPage('sidepanel.html');
  await side.select({ role: 'combobox', name: 'Course' }, worldHistory.title);
  await side.waitFor({ role: 'button', name: 'Still in SIS (1)' });
  expect(await axeViolations(side)).toEqual([]);
});

test('choices and set-up go to a file and come back from it', async ({ driver, sandbox }) => {
  const { options, panel } = await openWorldHistory(driver, sandbox);
  await panel.clickRole('checkbox', `Sync to SIS: ${map}`);
  await expect.poll(async () => (await panelRow(panel, map)).status).toBe('Opted Out');
  const saved = await askBackground(panel, 'exportSetUp');
  const { text } = (saved.ok ? saved.value : {}) as { text: string };
  expect(text).not.toContain(sandbox.sis.clientSecret);
  await panel.clickRole('checkbox', `Sync to SIS: ${map}`);
  await expect.poll(async () => (await panelRow(panel, map)).status).toBe('Pending');

  await options.bringToFront();
  const choose = (content: string) =>
    options.evaluate((file) => {
      const input = document.querySelector<HTMLInputElement>('#setUpFile');
      const files = new DataTransfer();
      files.items.add(new File([file], 'sync-to-sis.json', { type: 'application/json' }));
      if (input) input.files = files.files;
      input?.dispatchEvent(new Event('change', { bubbles: true }));
    }, content);
  await choose(text.slice(1));
  await options.waitForText('This is no file of this extension. Nothing was changed.');
  await choose(text);
  await options.waitForText('1 item: will not sync any more');
  expect(await axeViolations(options)).toEqual([]);
  await options.clickRole('button', 'Import');
  await options.waitForText('Imported.');
  await panel.bringToFront();
  await expect.poll(async () => (await panelRow(panel, map)).status).toBe('Opted Out');

  // A schedule can be switched on; the page says when it begins.
  await options.bringToFront();
  await options.select({ role: 'combobox', name: 'Sync every' }, '1 hour');
  await options.waitForText('if this browser is open then.');
});
