import { axeViolations } from './steps/axe.ts';
import { gradebookOf } from './steps/gradebook.ts';
import {
  connect,
  openPanel,
  openSchoology,
  openWorldHistory,
  panelRow,
  worldHistory,
} from './steps/teacher.ts';
import type { Driver, Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const classId = 'class-whist-6';
const quiz = { id: '50000052', title: 'Quiz: Napoleon' };
/** One student, in Schoology and in the SIS: 22 of the quiz's points to begin with. */
const jules = { uid: '31000009', sisId: 'sis-s-09' };

const upToDate = { role: 'button', name: 'Everything is up to date' } as const;

async function firstSync(driver: Driver, sandbox: Parameters<typeof connect>[1]): Promise<Tab> {
  const { panel } = await openWorldHistory(driver, sandbox);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor(upToDate);
  await panel.waitForText('Synced and verified');
  return panel;
}

for (const sis of ['oneroster', 'oneroster-1.1'] as const) {
  test.describe(`a score that somebody changed by hand in ${sis}`, () => {
    test.use({ sandboxOptions: { sis } });

    test('stays when the teacher keeps it, and goes when she sends her own', async ({
      driver,
      sandbox,
    }) => {
      const panel = await firstSync(driver, sandbox);
      const inSis = () => gradebookOf(sandbox, classId)[quiz.title]?.[jules.sisId];

      // Somebody types 24 into the SIS; Schoology says 23 meanwhile, and has another score to send.
      sandbox.sis.typeScore(quiz.title, jules.sisId, 24);
      sandbox.lms.setScore(jules.uid, quiz.id, 23);
      sandbox.lms.setScore('31000010', quiz.id, 20);
      await panel.clickRole('button', 'Check for changes');
      await panel.clickRole('button', 'Review');
      await panel.waitForText('Scores changed in Example SIS');
      await panel.waitFor('.fate-held');
      expect(await axeViolations(panel)).toEqual([]);
      const puts = sandbox.sis.puts().length;
      await panel.click('.fate-held button:first-child');
      await panel.waitFor('.fate-kept');
      expect(sandbox.sis.puts()).toHaveLength(puts);
      await panel.click('.sheet .primary');
      await expect.poll(() => gradebookOf(sandbox, classId)[quiz.title]?.['sis-s-10']).toBe(20);
      await panel.waitFor(upToDate);
      expect(inSis()).toBe(24);

      // It is changed there again: that is another question. This time the teacher's own goes.
      sandbox.sis.typeScore(quiz.title, jules.sisId, 25);
      sandbox.lms.setScore('31000010', quiz.id, 21);
      await panel.clickRole('button', 'Check for changes');
      await panel.clickRole('button', 'Sync 1 item');
      await panel.waitForText('Scores changed in Example SIS');
      expect(inSis()).toBe(25);
      expect(await panelRow(panel, quiz.title)).toMatchObject({ status: 'Pending' });
      await panel.clickRole('button', 'Send mine');
      await panel.clickRole('button', 'Sync 1 item');
      await panel.waitFor(upToDate);
      await expect.poll(inSis).toBe(23);
      expect(await panelRow(panel, quiz.title)).toMatchObject({ status: 'Synced' });
    });
  });
}

test('the review shows what would be sent and sends nothing until Sync is pressed', async ({
  driver,
  sandbox,
}) => {
  const { panel } = await openWorldHistory(driver, sandbox);
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });
  await panel.clickRole('button', 'Review');
  await panel.waitForText('Nothing is sent until you press Sync.');
  await panel.waitFor('.review-item');
  const counts = await panel.texts('.sheet .chip');
  expect(counts.map((text) => text.replace(/\s+/g, ' '))).toEqual([
    'Problems 1',
    'Create 6',
    'Update 0',
    'Unchanged 0',
    'Skipped 0',
  ]);
  expect(sandbox.sis.puts()).toEqual([]);
  await panel.click('.sheet .primary');
  await panel.waitFor(upToDate);
  expect(sandbox.sis.state.results.size).toBe(25);
});

test('a sync that would change much stops, is looked at, and goes when it is confirmed', async ({
  driver,
  sandbox,
}) => {
  const panel = await firstSync(driver, sandbox);
  const puts = sandbox.sis.puts().length;
  for (const uid of ['31000009', '31000010', '31000011', '31000012', '31000015']) {
    for (const nid of ['50000052', '50000053', '50000051']) sandbox.lms.setScore(uid, nid, 1);
  }
  await panel.clickRole('button', 'Check for changes');
  await panel.clickRole('button', 'Sync 3 items');
  await panel.waitForText('It changes 15 of the 25 scores that Example SIS has.');
  expect(sandbox.sis.puts()).toHaveLength(puts);
  await panel.clickRole('button', 'Send all the same');
  await panel.waitFor(upToDate);
  expect(Object.values(gradebookOf(sandbox, classId)[quiz.title] ?? {})).toEqual([1, 1, 1, 1, 1]);
});

test('where the SIS lets nothing be read, grades are sent and said to be not verified', async ({
  driver,
  sandbox,
}) => {
  await connect(driver, sandbox);
  sandbox.sis.failNext({
    method: 'GET',
    match: /\/classes\/[^/]+\/(lineItems|results)/,
    status: 403,
    times: Number.POSITIVE_INFINITY,
  });
  await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  const panel = await openPanel(driver, worldHistory.title);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor(upToDate);
  await panel.waitForText('not verified: Example SIS does not let scores be read');
  expect(sandbox.sis.state.results.size).toBe(25);
});
