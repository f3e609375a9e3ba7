import { expectStatus } from './steps/expect-status.ts';
import {
  biology,
  connect,
  openBulkEdit,
  openPanel,
  openSchoology,
  saveDialog,
  worldHistory,
} from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const essay = { id: '50000051', title: 'Essay: the French Revolution' };
const materials = `/course/${worldHistory.id}/materials`;
const gradebook = `/course/${worldHistory.id}/grades`;
const box = '.popups-box [data-sync-to-sis] input[type=checkbox]';

/** Opens an entry of an Add menu; its form is there, whether it has our box or not. */
async function add(tab: Tab, menu: string, entry: string): Promise<void> {
  await tab.click(`${menu} .action-links-unfold`);
  await tab.click(`${menu} .${entry} a`);
  await tab.waitFor('.popups-box .form-submit');
}

/** Forms whose grading is off until a switch of their own turns it on: the box comes and goes with it. */
const toggled = [
  ['a discussion', 'action-create-discussion', 'input[name=title]', '#edit-enable-grading'],
  [
    'an external tool',
    'action-add-external-tool',
    '#edit-external-tool-title',
    '#edit-external-tool-grading-enabled',
  ],
] as const;

for (const [name, entry, title, grading] of toggled) {
  test(`${name} has the box once it is graded`, async ({ driver, sandbox }) => {
    const tab = await openSchoology(driver, sandbox, materials);
    await add(tab, '.course-content-action-links', entry);
    await tab.fill(`.popups-box ${title}`, 'Town hall debate');
    await tab.waitUntilGone(box);
    await tab.click(grading);
    await tab.waitFor(`${box}:enabled`);
    await tab.click(box);
    await saveDialog(tab);
    await expect.poll(() => tab.url()).not.toContain('materials?');
    await expectStatus(driver, 'Town hall debate', 'Opted Out');
  });
}

test('an edited discussion keeps its choice', async ({ driver, sandbox }) => {
  const item = sandbox.lms.items(worldHistory.id).find(({ kind }) => kind === 'discussion');
  const tab = await openSchoology(driver, sandbox, materials);
  await tab.click(`#n-${item?.nid} .action-links-unfold`);
  await tab.click(`#n-${item?.nid} .action-edit a`);
  await tab.waitFor(`${box}:enabled`);
  await tab.click(box);
  await saveDialog(tab);
  await expectStatus(driver, item?.title ?? '', 'Opted Out');
});

test('a grade column is made without syncing', async ({ driver, sandbox }) => {
  const tab = await openSchoology(driver, sandbox, gradebook);
  await add(tab, '.s-js-grader-add-materials-wrapper', 'action-create-grade-column');
  await tab.fill('.popups-box input[name=title]', 'Participation');
  await tab.click(`${box}:enabled`);
  await saveDialog(tab);
  await expect.poll(() => tab.url()).toContain('/assignment/');
  await expectStatus(driver, 'Participation', 'Opted Out');
});

test('the form to edit grades, which has no grading area, has the box at its category', async ({
  driver,
  sandbox,
}) => {
  const tab = await openSchoology(driver, sandbox, gradebook);
  await tab.click(`a[href^="/assignment/${essay.id}/edit_grades"]`);
  await tab.click(`${box}:enabled`);
  await saveDialog(tab);
  await expectStatus(driver, essay.title, 'Opted Out');
});

test('the home page’s form has the box as soon as it has a course', async ({ driver, sandbox }) => {
  const tab = await openSchoology(driver, sandbox, '/home');
  await tab.click('a.home-add');
  await tab.waitFor(`${box}:disabled`);
  await tab.waitForText('as soon as the form says which course the item is in');
  await tab.fill('.popups-box input[name=title]', 'Museum visit');
  await tab.select('.popups-box select[name=realm]', worldHistory.title);
  await tab.click(`${box}:enabled`);
  await saveDialog(tab);
  await expect.poll(() => tab.url()).toContain('/assignment/');
  await expectStatus(driver, 'Museum visit', 'Opted Out');
});

test('a copy in another course is included there', async ({ driver, sandbox }) => {
  const tab = await openSchoology(driver, sandbox, materials);
  await add(tab, '.course-content-action-links', 'action-create-assignment');
  await tab.fill('.popups-box input[name=title]', 'Reading log');
  await tab.click(`input[name="addl_courses[${biology.id}][enabled]"]`);
  await tab.click(`${box}:enabled`);
  await saveDialog(tab);
  await expect.poll(() => tab.url()).toContain('/assignment/');
  await openBulkEdit(tab, sandbox, biology.id);
  expect(await tab.isChecked('Sync to SIS: Reading log')).toBe(true);
  await openBulkEdit(tab, sandbox, worldHistory.id);
  expect(await tab.isChecked('Sync to SIS: Reading log')).toBe(false);
});

test('deleting a synced item says what stays in the SIS, and forgets it', async ({
  driver,
  sandbox,
}) => {
  await connect(driver, sandbox);
  const tab = await openSchoology(driver, sandbox, materials);
  const panel = await openPanel(driver, worldHistory.title);
  await panel.waitForText(essay.title);
  await panel.click('.actions .primary');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  const sent = sandbox.sis.puts().length;

  await tab.bringToFront();
  await tab.click(`#n-${essay.id} .action-links-unfold`);
  await tab.click(`#n-${essay.id} .action-delete a`);
  await tab.waitForText('stay in Example SIS until they are removed there');
  await saveDialog(tab);
  await tab.waitUntilGone(`#n-${essay.id}`);

  await panel.bringToFront();
  await panel.reload();
  await panel.waitForText('Quiz: Napoleon');
  expect(await panel.texts('.cell-title')).not.toContain(essay.title);
  expect(sandbox.sis.puts().length).toBe(sent);
});
