import { openBulkEdit, openSchoology, worldHistory } from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const notices = (tab: Tab): Promise<string[]> => tab.texts('.sync-to-sis-notice p');

test('a save that the background never heard of is said to be lost by the page that follows it, once', async ({
  driver,
  sandbox,
}) => {
  const schoology = await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  // What a save leaves in its tab when everything that was sent with it is lost (SubmittedMark).
  await schoology.evaluate(() => {
    const opId = crypto.randomUUID();
    sessionStorage.setItem('sync-to-sis-submitted', `${opId} ${opId}`);
  });
  await openBulkEdit(schoology, sandbox, worldHistory.id);
  await schoology.waitFor('.sync-to-sis-notice');
  expect(await notices(schoology)).toEqual([expect.stringContaining('could not be stored')]);

  await openBulkEdit(schoology, sandbox, worldHistory.id);
  await schoology.waitFor('input[type=checkbox][aria-label^="Sync to SIS: "]:enabled');
  expect(await notices(schoology)).toEqual([]);
});
