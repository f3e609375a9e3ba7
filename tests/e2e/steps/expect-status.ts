import type { Driver } from '../support/driver.ts';
import { expect } from '../support/fixtures.ts';
import { openPanel, panelRow, worldHistory } from './teacher.ts';

/** What the panel comes to say of an item of World History. The page's save may still be on its way to the background. */
export async function expectStatus(driver: Driver, item: string, status: string): Promise<void> {
  const panel = await openPanel(driver, worldHistory.title);
  await panel.waitForText(item);
  await expect.poll(async () => (await panelRow(panel, item)).status).toBe(status);
  await panel.close();
}
