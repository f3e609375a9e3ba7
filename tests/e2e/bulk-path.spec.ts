import { openWorldHistory, panelRow, worldHistory } from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const essay = 'Essay: the French Revolution';

const pick = async (panel: Tab, ...titles: string[]): Promise<void> => {
  for (const title of titles) await panel.clickRole('checkbox', `Select: ${title}`);
};

test('the bulk path: select, exclude with undo, sync the selected, send one again', async ({
  driver,
  sandbox,
}) => {
  const { panel } = await openWorldHistory(driver, sandbox);
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });

  // Two are excluded together, and taken back.
  await panel.clickRole('button', 'Select');
  await pick(panel, essay, 'Quiz: Napoleon');
  await panel.clickRole('button', 'Exclude');
  await panel.waitForText('2 items are now excluded.');
  expect((await panelRow(panel, essay)).status).toBe('Opted Out');
  await panel.clickRole('button', 'Undo');
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });

  // The selected are sent, and nothing else.
  await panel.clickRole('button', 'Sync (2)');
  await panel.waitFor({ role: 'button', name: 'Sync 4 items' });
  expect((await panelRow(panel, essay)).status).toBe('Synced');
  expect(sandbox.sis.puts()).toHaveLength(2 + 10);

  // One again, whole, after one question: its line item and five scores.
  await pick(panel, essay); // no longer selected
  await panel.clickRole('button', 'Send again');
  await panel.waitFor({ role: 'dialog', name: 'Send 1 item again?' });
  expect(sandbox.sis.puts()).toHaveLength(12);
  await panel.clickRole('button', 'Send 1 item again');
  await expect.poll(() => sandbox.sis.puts().length).toBe(12 + 6);
  await expect.poll(async () => (await panelRow(panel, essay)).status).toBe('Synced');
});

test('new items wait for the teacher, and a rule decides about its own', async ({
  driver,
  sandbox,
}) => {
  const { options, panel } = await openWorldHistory(driver, sandbox);
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });

  await options.bringToFront();
  await options.clickRole('checkbox', 'New items wait for my review');
  await options.select({ role: 'combobox', name: 'With which items' }, 'Title begins with');
  await options.fill({ role: 'textbox', name: 'Title begins with' }, 'Practice');
  await options.clickRole('button', 'Add rule');
  await options.waitForText('Exclude: title begins with “Practice”');

  sandbox.lms.addItem(worldHistory.id, { title: 'Practice: dates' });
  sandbox.lms.addItem(worldHistory.id, { title: 'Unit test' });
  await panel.bringToFront();
  await panel.clickRole('button', 'Check for changes');
  await panel.waitForText('Include 1 new item');
  expect((await panelRow(panel, 'Practice: dates')).status).toBe('Opted Out');
  expect(await panelRow(panel, 'Unit test')).toMatchObject({ status: 'Pending' });
  await panel.clickRole('button', 'Sync 6 items');
  await expect.poll(async () => (await panelRow(panel, essay)).status).toBe('Synced');
  const sent = JSON.stringify(sandbox.sis.puts().map(({ body }) => body));
  expect(sent).not.toMatch(/Practice: dates|Unit test/);
});
