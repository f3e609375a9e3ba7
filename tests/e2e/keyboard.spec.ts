import { axeViolations } from './steps/axe.ts';
import { openWorldHistory, panelRow } from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const focused = (panel: Tab): Promise<string> =>
  panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

test('the list by keyboard: choices, the whole filter at once, and the focus is never lost', async ({
  driver,
  sandbox,
}) => {
  const { panel } = await openWorldHistory(driver, sandbox);
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });

  await panel.evaluate(() => document.querySelector<HTMLElement>('tbody input')?.focus());
  await panel.press('ArrowDown');
  expect(await focused(panel)).toBe('Sync to SIS: Quiz: Napoleon');
  await panel.press('Space');
  await expect.poll(async () => (await panelRow(panel, 'Quiz: Napoleon')).status).toBe('Opted Out');
  expect(await focused(panel)).toBe('Sync to SIS: Quiz: Napoleon');

  await panel.clickRole('button', 'Pending 6');
  await panel.evaluate(() => document.querySelector<HTMLElement>('tbody input')?.focus());
  await panel.press('Space');
  await expect.poll(() => focused(panel)).toBe('Sync to SIS: Map of Europe, 1815');

  await panel.clickRole('button', 'Exclude all 5 shown');
  await panel.waitForText('5 items are now excluded.');
  await panel.clickRole('button', 'Undo');
  await panel.waitForText('5 items are as they were before.');
  await panel.waitFor({ role: 'button', name: 'Sync 4 items' });

  await panel.clickRole('button', 'Keyboard');
  await panel.waitFor({ role: 'dialog', name: 'Keyboard' });
  expect(await axeViolations(panel)).toEqual([]);
  await panel.press('Escape');
  await panel.waitUntilGone({ role: 'dialog', name: 'Keyboard' });
  expect(await panel.evaluate(() => document.activeElement?.textContent)).toBe('Keyboard');
});
