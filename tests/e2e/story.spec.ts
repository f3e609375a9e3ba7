import { includedInHistory } from './steps/expected.ts';
import { gradebookOf } from './steps/gradebook.ts';
import {
  connect,
  openBulkEdit,
  openEditDialog,
  openPanel,
  openSchoology,
  openWorldHistory,
  panelRow,
  saveBulkEdit,
  saveDialog,
  worldHistory,
} from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

const map = 'Map of Europe, 1815';
const discussion = 'Discuss: causes of revolutions';
const essay = 'Essay: the French Revolution';

test('a teacher chooses in Schoology, syncs and sees the status', async ({ driver, sandbox }) => {
  await connect(driver, sandbox);

  // Untick one item in its edit dialog, and save the dialog.
  const schoology = await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  await openEditDialog(schoology, '50000053');
  expect(await schoology.isChecked('Sync to SIS')).toBe(true);
  await schoology.clickRole('checkbox', 'Sync to SIS');
  await saveDialog(schoology);

  // Untick another in Bulk Edit, and save the page.
  await openBulkEdit(schoology, sandbox, worldHistory.id);
  expect(await schoology.isChecked(`Sync to SIS: ${map}`)).toBe(false);
  await schoology.clickRole('checkbox', `Sync to SIS: ${discussion}`);
  await saveBulkEdit(schoology);
  await openBulkEdit(schoology, sandbox, worldHistory.id);
  expect(await schoology.isChecked(`Sync to SIS: ${discussion}`)).toBe(false);
  expect(await schoology.isChecked(`Sync to SIS: ${essay}`)).toBe(true);

  // The panel knows both, and what one click would send.
  const panel = await openPanel(driver, worldHistory.title);
  await panel.waitFor({ role: 'button', name: 'Sync 4 items' });
  expect(await panelRow(panel, map)).toMatchObject({ status: 'Opted Out', lastSuccess: null });
  expect(await panelRow(panel, discussion)).toMatchObject({ status: 'Opted Out' });
  expect(await panelRow(panel, essay)).toMatchObject({ status: 'Pending', lastSuccess: null });
  expect(await panelRow(panel, 'Industrial Revolution DBQ')).toMatchObject({ status: 'Pending' });

  // Sync: the SIS holds every included score with the right value, and nothing of the two.
  await panel.clickRole('button', 'Sync 4 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  expect(gradebookOf(sandbox, 'class-whist-6')).toEqual(includedInHistory);
  expect(await panelRow(panel, essay)).toMatchObject({ status: 'Synced' });
  const optedOut = sandbox.sis
    .puts()
    .filter(({ body }) => /Map of Europe|Discuss/.test(JSON.stringify(body)));
  expect(optedOut).toEqual([]);
  expect(sandbox.sis.puts()).toHaveLength(4 + 20);

  // One score changes: exactly one request.
  sandbox.lms.setScore('31000009', '50000051', 89);
  await panel.clickRole('button', 'Check for changes');
  await panel.clickRole('button', 'Sync 1 item');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  expect(sandbox.sis.puts()).toHaveLength(24 + 1);
  expect(gradebookOf(sandbox, 'class-whist-6')[essay]).toEqual({
    ...includedInHistory[essay],
    'sis-s-09': 89,
  });

  // Nothing changed: nothing is sent.
  await panel.clickRole('button', 'Everything is up to date');
  await panel.waitForText('Synced');
  await expect.poll(async () => (await panel.texts('.run-progress')).length).toBe(0);
  expect(sandbox.sis.puts()).toHaveLength(25);
});

test('one refused student fails the item, not the others, and a retry mends it', async ({
  driver,
  sandbox,
}) => {
  const { panel } = await openWorldHistory(driver, sandbox);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  const before = await panelRow(panel, essay);
  expect(before.status).toBe('Synced');

  // Two scores change; the SIS refuses one of them.
  sandbox.lms.setScore('31000009', '50000051', 89);
  sandbox.lms.setScore('31000010', '50000051', 94);
  sandbox.sis.failNext({
    method: 'PUT',
    match: ({ body }) => JSON.stringify(body).includes('sis-s-10'),
    status: 422,
    body: {
      imsx_codeMajor: 'failure',
      imsx_severity: 'error',
      imsx_description: 'Score entry is locked for this student',
    },
  });
  await panel.clickRole('button', 'Check for changes');
  await panel.clickRole('button', 'Sync 1 item');
  await panel.waitFor({ role: 'button', name: 'Retry failed (1)' });
  const failed = await panelRow(panel, essay);
  expect(failed.status).toBe('Failed');
  expect(failed.reason).toContain('Score entry is locked for this student');
  expect(failed.reason).toContain('4 of 5 scores sent');
  expect(failed.lastSuccess).toBe(before.lastSuccess);
  expect(gradebookOf(sandbox, 'class-whist-6')[essay]).toMatchObject({
    'sis-s-09': 89,
    'sis-s-10': 93,
  });

  // The SIS takes it now: one more request, and the item is Synced with a new time.
  const puts = sandbox.sis.puts().length;
  await panel.clickRole('button', 'Retry failed (1)');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  const mended = await panelRow(panel, essay);
  expect(mended.status).toBe('Synced');
  expect(Date.parse(mended.lastSuccess ?? '')).toBeGreaterThan(
    Date.parse(before.lastSuccess ?? ''),
  );
  expect(sandbox.sis.puts()).toHaveLength(puts + 1);
  expect(sandbox.sis.deletes()).toEqual([]);
});
