import { aeriesApp } from '../sandbox/aeries/app.ts';
import { marksOf } from '../sandbox/aeries/data.ts';
import { worldHistoryInAeries } from '../sandbox/aeries/world-history.ts';
import { listen } from '../sandbox/listen.ts';
import { chooseAeriesCategories, connectAeries, openAeries } from './steps/own-session.ts';
import { openPanel, openSchoology, panelRow, worldHistory } from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

test('a teacher with an Aeries gradebook open in a tab syncs to it as themselves', async ({
  driver,
  sandbox,
}) => {
  const aeries = worldHistoryInAeries();
  const server = await listen((request, env) => aeriesApp(aeries).fetch(request, env), 0);
  const origin = `https://district.aeries.example.test:${server.port}`;
  try {
    await connectAeries(driver, origin);
    await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
    const panel = await openPanel(driver, worldHistory.title);
    await panel.waitForText('No gradebook of Aeries is open in this browser.');
    await panel.waitFor({ role: 'link', name: 'Open Aeries' });

    await openAeries(driver, origin);
    await panel.bringToFront();
    await panel.clickRole('button', 'Check for changes');
    await chooseAeriesCategories(panel);
    await panel.clickRole('button', 'Sync 6 items');
    await panel.waitFor({ role: 'button', name: 'Everything is up to date' });

    // By hand from the sandbox's marks, by STU.ID. Missing (11) and Excused (15) have no word there and are reported.
    expect(marksOf(aeries)).toMatchObject({
      'Essay: the French Revolution': {
        100009: '88',
        100010: '93',
        100011: '74',
        100012: '90',
        100015: '79',
      },
      'Reading notes, chapter 14': { 100009: '10', 100010: '9', 100012: '10' },
      'Trade routes map': { 100009: '18' },
    });
    expect(Object.keys(marksOf(aeries)['Reading notes, chapter 14'] ?? {})).toHaveLength(3);
    expect(Object.keys(marksOf(aeries))).not.toContain('Industrial Revolution DBQ');
    expect(marksOf(aeries, 4712)).toEqual({});
    const notes = await panelRow(panel, 'Reading notes, chapter 14');
    expect(notes.status).toBe('Synced');
    expect(notes.reason).toContain('2');
  } finally {
    await server.close();
  }
});
