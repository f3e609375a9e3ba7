import { isDeepStrictEqual } from 'node:util';
import { historyIn } from '../e2e/steps/expected.ts';
import { gradebookOf } from '../e2e/steps/gradebook.ts';
import {
  connect,
  openBulkEdit,
  openEditDialog,
  openPanel,
  openSchoology,
  panelRow,
  saveBulkEdit,
  saveDialog,
  worldHistory,
} from '../e2e/steps/teacher.ts';
import type { Driver } from '../e2e/support/driver.ts';
import type { Sandbox } from '../sandbox/start.ts';
import { showGradebook, tell } from './tell.ts';

const classId = 'class-whist-6';
const essay = 'Essay: the French Revolution';

/** Throws, naming the difference, unless the SIS holds exactly this. */
function mustHold(sandbox: Sandbox, expected: object): void {
  const held = gradebookOf(sandbox, classId);
  if (isDeepStrictEqual(held, expected)) return;
  console.error('Expected:', expected, '\nIn the SIS:', held);
  throw new Error('The SIS does not hold what it should');
}

/** Plays the teacher's path in a real browser and leaves a picture of each step in `folder`. */
export async function play(driver: Driver, sandbox: Sandbox, folder: string): Promise<void> {
  showGradebook('The SIS gradebook before:', gradebookOf(sandbox, classId));

  tell('In the options the teacher connects the SIS and allows its address');
  const options = await connect(driver, sandbox);
  await options.screenshot(`${folder}/1-options.png`);
  await options.close();

  tell('In Schoology, the dialog of "Map of Europe, 1815": untick Sync to SIS, save');
  const schoology = await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  await openEditDialog(schoology, '50000053');
  await schoology.clickRole('checkbox', 'Sync to SIS');
  await schoology.screenshot(`${folder}/2-dialog.png`);
  await saveDialog(schoology);

  tell('In Bulk Edit: untick "Discuss: causes of revolutions", save');
  await openBulkEdit(schoology, sandbox, worldHistory.id);
  await schoology.clickRole('checkbox', 'Sync to SIS: Discuss: causes of revolutions');
  await schoology.screenshot(`${folder}/3-bulk-edit.png`);
  await saveBulkEdit(schoology);

  tell('The panel says what one click will send');
  const panel = await openPanel(driver, worldHistory.title);
  await panel.waitFor({ role: 'button', name: 'Sync 4 items' });
  await panel.screenshot(`${folder}/4-panel-before.png`);

  tell('Sync 4 items');
  await panel.clickRole('button', 'Sync 4 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  await panel.screenshot(`${folder}/5-panel-synced.png`);
  const expected = historyIn(sandbox);
  mustHold(sandbox, expected);

  tell('One score changes from 88 to 89: the next sync is one request');
  const before = sandbox.sis.puts().length;
  sandbox.lms.setScore('31000009', '50000051', 89);
  await panel.clickRole('button', 'Check for changes');
  await panel.clickRole('button', 'Sync 1 item');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  const requests = sandbox.sis.puts().length - before;
  if (requests !== 1) throw new Error(`${requests} requests for one changed score`);
  mustHold(sandbox, {
    ...expected,
    [essay]: { ...expected[essay], 'sis-s-09': 89 },
  });
  console.log(`   ${essay}: ${(await panelRow(panel, essay)).status}`);

  const page = await driver.newTab();
  await page.goto(sandbox.sis.origin);
  await page.screenshot(`${folder}/6-sis-gradebook.png`);
  showGradebook('The SIS gradebook after:', gradebookOf(sandbox, classId));
}
