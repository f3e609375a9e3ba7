import { openPanel, openSchoology, panelRow, worldHistory } from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';
import { poll } from './support/tab.ts';

const essay = 'Essay: the French Revolution';

test('a choice in one window shows in the other, whichever of the two was saved last', async ({
  driver,
  sandbox,
}, info) => {
  await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  const first = await openPanel(driver, worldHistory.title);
  await first.waitForText(essay);
  const second = await openPanel(driver, worldHistory.title);
  await second.waitForText(essay);
  for (const [from, to, status] of [
    [first, second, 'Opted Out'],
    [second, first, 'Pending'],
  ] as const) {
    await from.bringToFront();
    await from.clickRole('checkbox', `Sync to SIS: ${essay}`);
    const pressed = performance.now();
    await poll(`the other window to say ${status}`, async () =>
      (await panelRow(to, essay)).status === status ? true : undefined,
    );
    const took = `${Math.round(performance.now() - pressed)} ms until the other window shows it`;
    info.annotations.push({ type: 'measured', description: took });
    // Its own window draws the answer, which may take longer than the other's news.
    await expect.poll(async () => (await panelRow(from, essay)).status).toBe(status);
  }
});
