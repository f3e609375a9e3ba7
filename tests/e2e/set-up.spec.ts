import { gradebookOf } from './steps/gradebook.ts';
import { biology, connect, openPanel, openSchoology, panelRow } from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

const journal = 'Field trip journal';

test('what is not certain is asked once, and the rest is sent', async ({ driver, sandbox }) => {
  const options = await connect(driver, sandbox);
  await openSchoology(driver, sandbox, `/course/${biology.id}/materials`);
  const panel = await openPanel(driver, biology.title);
  await panel.waitForText(journal);
  expect(await panelRow(panel, journal)).toMatchObject({
    status: 'Pending',
    reason: expect.stringContaining('“Field Work” is not matched'),
  });

  // One category has no equal in the SIS; the others and the class were matched without a question.
  await options.bringToFront();
  await options.reload();
  const steps = () => options.texts('.set-up-steps li');
  await expect.poll(async () => (await steps()).at(-1)).toContain('1 category to match');
  await options.select({ role: 'combobox', name: 'SIS category for Field Work' }, 'Labs');
  await expect.poll(async () => (await steps()).at(-1)).not.toContain('to match');

  // Who the SIS does not know is named, and whether somebody there is still free to be that student.
  await options.click('.section-link:nth-of-type(2) summary');
  await options.waitForText('SIS student for Indigo Castellane');
  await options.waitForText('Every student of the class in Example SIS is linked already');
  await panel.bringToFront();
  await expect
    .poll(async () => (await panelRow(panel, journal)).reason)
    .not.toContain('not matched');

  await panel.click('.actions .primary');
  await expect.poll(() => Object.keys(gradebookOf(sandbox, 'class-bio-4'))).toContain(journal);
  const [sent] = sandbox.sis.gradebook().filter(({ classId }) => classId === 'class-bio-4');
  const item = sent?.lineItems.find(({ title }) => title === journal);
  expect(item).toMatchObject({ category: 'Labs', gradingPeriod: 'Q2', maxPoints: 30 });

  // One student is not in the SIS: the other seven scores are there, and the item does not claim to be Synced.
  await expect
    .poll(() => Object.values(gradebookOf(sandbox, 'class-bio-4')[journal] ?? {}))
    .toEqual([27, 30, 25, 26, 29, 24, 30]);
  await expect
    .poll(async () => await panelRow(panel, journal))
    .toMatchObject({
      status: 'Pending',
      reason: expect.stringContaining('not found in Example SIS: 1'),
      lastSuccess: null,
    });
});
