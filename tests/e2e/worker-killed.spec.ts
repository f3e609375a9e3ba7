import { gradebookOf } from './steps/gradebook.ts';
import { connect, openPanel, openSchoology, panelRow, worldHistory } from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

/** World History as the SIS must hold it in the end: by hand from the sandbox's marks. */
const whole = {
  'Essay: the French Revolution': [88, 93, 74, 90, 79],
  'Quiz: Napoleon': [22, 25, 18, 24, 21],
  'Map of Europe, 1815': [20, 19, 15, 20, 17],
  'Discuss: causes of revolutions': [],
  'Trade routes map': [18, 20, 14, 19, 15],
  'Reading notes, chapter 14': [10, 9, 'not submitted', 10, 'exempt'],
};

test('a worker killed three times in one sync ends where an undisturbed one does', async ({
  driver,
  sandbox,
}) => {
  await connect(driver, sandbox);
  await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  let panel = await openPanel(driver, worldHistory.title);
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });

  let held = sandbox.sis.hold({ method: 'PUT', after: 2 });
  await panel.clickRole('button', 'Sync 6 items');
  for (const passes of [7, 9, null]) {
    await held.reached;
    await driver.stopBackground();
    if (passes === null) sandbox.sis.release();
    else held = sandbox.sis.hold({ method: 'PUT', after: passes });
    // Opening the panel wakes the worker (so would its alarm, half a minute later): the run goes on.
    await panel.close();
    panel = await openPanel(driver, worldHistory.title);
  }
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });

  const inSis = gradebookOf(sandbox, 'class-whist-6');
  expect(
    Object.fromEntries(
      Object.entries(inSis).map(([title, scores]) => [title, Object.values(scores)]),
    ),
  ).toEqual(whole);
  expect(sandbox.sis.state.lineItems.size).toBe(6);
  expect(sandbox.sis.state.results.size).toBe(25);
  expect(await panelRow(panel, 'Quiz: Napoleon')).toMatchObject({ status: 'Synced' });
  expect(sandbox.sis.deletes()).toEqual([]);
});
