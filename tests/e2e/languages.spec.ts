import {
  openBulkEdit,
  openCreateDialog,
  openEditDialog,
  openSchoology,
  saveBulkEdit,
  saveDialog,
  worldHistory,
} from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

const essay = '50000051';
const looks = [
  { language: 'es', theme: 'classic' },
  { language: 'ar', theme: 'dark' },
  { language: 'th', theme: 'modern' },
] as const;

for (const look of looks) {
  test(`a Schoology in ${look.language}, ${look.theme}: dialogs, a refusal and Bulk Edit`, async ({
    driver,
    sandbox,
  }) => {
    sandbox.lms.setLook(look);
    const materials = `/course/${worldHistory.id}/materials`;
    const tab = await openSchoology(driver, sandbox, materials);
    // The replica itself has changed its words: a test in English would prove nothing.
    expect(await tab.text('h1.page-title')).not.toBe('Materials');

    await openCreateDialog(tab, 'assignment');
    await tab.clickRole('checkbox', 'Sync to SIS');
    await tab.click('.popups-box .submit-buttons .form-submit');
    await tab.waitFor('.popups-box .messages.error');
    await tab.waitFor('.popups-box [data-sync-to-sis] input:enabled');
    expect(await tab.isChecked('Sync to SIS')).toBe(false);
    await tab.fill('.popups-box input[name=title]', 'Borrador');
    await saveDialog(tab);
    await expect.poll(() => tab.url()).toContain('/assignment/');

    await tab.goto(sandbox.lms.origin() + materials);
    await openEditDialog(tab, essay);
    await tab.clickRole('checkbox', 'Sync to SIS');
    await saveDialog(tab);

    await openBulkEdit(tab, sandbox, worldHistory.id);
    await tab.waitForText('6 of 8 sync');
    expect(await tab.isChecked('Sync to SIS: Borrador')).toBe(false);
    await tab.clickRole('checkbox', 'Sync to SIS: Trade routes map');
    await saveBulkEdit(tab);
    await openBulkEdit(tab, sandbox, worldHistory.id);
    await tab.waitForText('5 of 8 sync');
  });
}
