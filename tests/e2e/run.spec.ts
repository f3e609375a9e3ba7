import { gradebookOf } from './steps/gradebook.ts';
import { openPanel, openWorldHistory, panelRow, worldHistory } from './steps/teacher.ts';
import { panelView } from './support/ask-background.ts';
import { expect, test } from './support/fixtures.ts';

const classId = 'class-whist-6';

test('closing the panel does not stop the sync', async ({ driver, sandbox }) => {
  const { panel } = await openWorldHistory(driver, sandbox);
  const held = sandbox.sis.hold({ method: 'PUT', after: 3 });
  await panel.clickRole('button', 'Sync 6 items');
  await held.reached;
  await panel.waitForText('of 6');
  await panel.close();
  sandbox.sis.release();
  await expect.poll(() => sandbox.sis.state.results.size).toBe(25);
  const again = await openPanel(driver, worldHistory.title);
  await again.waitFor({ role: 'button', name: 'Everything is up to date' });
  expect((await panelRow(again, 'Quiz: Napoleon')).status).toBe('Synced');
});

test('Cancel lets what is on the wire end, starts nothing more and loses nothing', async ({
  driver,
  sandbox,
}) => {
  const { panel } = await openWorldHistory(driver, sandbox);
  const held = sandbox.sis.hold({ method: 'PUT', after: 3 });
  await panel.clickRole('button', 'Sync 6 items');
  await held.reached;
  await panel.clickRole('button', 'Cancel');
  const onTheWire = sandbox.sis.puts().length;
  sandbox.sis.release();
  await panel.waitForText('Cancelled');
  expect(sandbox.sis.puts()).toHaveLength(onTheWire);
  await panel.click('.actions .primary');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  expect(Object.keys(gradebookOf(sandbox, classId))).toHaveLength(6);
  expect(sandbox.sis.state.results.size).toBe(25);
});

test('signed out of Schoology: it is said, nothing is sent, and signing in mends it', async ({
  driver,
  sandbox,
}) => {
  const { schoology, panel } = await openWorldHistory(driver, sandbox);
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });
  sandbox.lms.signOut();
  await panel.clickRole('button', 'Sync 6 items');
  // The panel's own reading says it too: the run itself must have met it before the teacher signs in again.
  await expect.poll(async () => (await panelView(panel)).run?.state).toBe('stopped');
  await panel.waitForText('You are signed out of Schoology');
  expect(sandbox.sis.puts()).toEqual([]);
  await schoology.goto(sandbox.lms.loginUrl());
  await panel.bringToFront();
  await panel.clickRole('button', 'Check for changes');
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  expect(sandbox.sis.state.results.size).toBe(25);
});
