import { longTitle } from '../sandbox/schoology/data/algebra.ts';
import { axeViolations } from './steps/axe.ts';
import { gradebookOf } from './steps/gradebook.ts';
import { connect, openPanel, openSchoology, panelRow } from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

const algebra = { id: '10000001', title: 'Algebra 1: Section 2' };
const short = 'Graphing systems, part 2';

test.use({ sandboxOptions: { sis: 'skyward' } });

test('a title too long for the SIS is shortened for it alone, in the sheet of the item', async ({
  driver,
  sandbox,
}) => {
  await connect(driver, sandbox);
  await openSchoology(driver, sandbox, `/course/${algebra.id}/materials`);
  const panel = await openPanel(driver, algebra.title);
  await panel.waitForText('60 characters.');

  await panel.clickRole('button', 'Edit SIS title');
  await panel.waitFor({ role: 'dialog', name: longTitle });
  await panel.waitFor({ role: 'textbox', name: 'Title in Example SIS' });
  await panel.waitForText('60 / 49');
  expect(await panel.evaluate(() => document.activeElement?.id)).toBe('sis-title');
  expect(await axeViolations(panel)).toEqual([]);

  await panel.fill('#sis-title', short);
  await panel.waitForText('24 / 49');
  await panel.clickRole('button', 'Save SIS title');
  await panel.clickRole('button', 'Sync this item');
  await panel.waitForText('7 in Example SIS');
  expect(await axeViolations(panel)).toEqual([]);
  await panel.press('Escape');
  await panel.waitUntilGone({ role: 'dialog', name: longTitle });

  // By hand from the sandbox's marks; the eighth student is not in the SIS, so the item is not wholly there.
  const held = gradebookOf(sandbox, 'class-alg1-2');
  expect(held).toEqual({
    [short]: {
      'sis-s-01': 38,
      'sis-s-02': 35,
      'sis-s-03': 40,
      'sis-s-04': 22,
      'sis-s-05': 31,
      'sis-s-06': 37,
      'sis-s-07': 29,
    },
  });
  expect((await panelRow(panel, longTitle)).title).toBe(longTitle);
});
