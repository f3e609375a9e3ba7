import type { SectionKey } from '../../lib/model/item-key.ts';
import { gradebookOf } from './steps/gradebook.ts';
import {
  biology,
  connect,
  openPanel,
  openSchoology,
  openWorldHistory,
  panelRow,
  worldHistory,
} from './steps/teacher.ts';
import { askBackground } from './support/ask-background.ts';
import { chromiumDriver } from './support/chromium-driver.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';
import { poll } from './support/tab.ts';

/** What an extension page has. */
declare const chrome: {
  storage: {
    sync: {
      get(keys: null): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
    };
  };
};

const roaming = (page: Tab) => page.evaluate(() => chrome.storage.sync.get(null));

/** Syncs a section as a schedule would, with no list on the screen, and answers how it ended. */
async function syncUnseen(page: Tab, sectionId: string): Promise<unknown> {
  const { sections } = Object(Object(await askBackground(page, 'refreshSections')).value);
  const { origin } = sections.find((section: SectionKey) => section.sectionId === sectionId);
  const { value } = Object(
    await askBackground(page, 'sync', { sections: [{ origin, sectionId }] }),
  );
  return poll('the run to end', async () => {
    const { run } = Object(Object(await askBackground(page, 'getPanel')).value);
    return run?.id === value.runId && run.finishedAt ? run : undefined;
  });
}

// Real sync needs an account with the browser's maker, so the test carries the records over itself.
test('an opt-out made in one profile holds in another, which sends nothing of a course it knows nothing of', async ({
  driver,
  sandbox,
}, info) => {
  const { panel } = await openWorldHistory(driver, sandbox);
  await panel.waitFor({ role: 'button', name: 'Sync 6 items' });
  await panel.click({ role: 'checkbox', name: 'Sync to SIS: Quiz: Napoleon' });
  await panel.waitFor({ role: 'button', name: 'Sync 5 items' });
  const records = await poll('the choice to be told', async () => {
    const all = await roaming(panel);
    return JSON.stringify(all).includes('50000052:1o') ? all : undefined;
  });

  const second = await chromiumDriver({ profile: info.outputPath('second-profile') });
  try {
    const options = await connect(second, sandbox);
    await openSchoology(second, sandbox, `/course/${worldHistory.id}/materials`);
    // Of all courses that the first profile has shown, the record of this one has arrived so far.
    const arrived = Object.entries(records).filter(([key]) => key.includes(`|${worldHistory.id}|`));
    const items = Object.fromEntries(arrived);
    await options.evaluate((these) => chrome.storage.sync.set(these), items);
    expect(await syncUnseen(options, biology.id)).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'SECTION_NOT_SEEN' },
    });
    expect(sandbox.sis.puts()).toEqual([]);
    expect(await syncUnseen(options, worldHistory.id)).toMatchObject({ state: 'done' });
    const sent = Object.keys(gradebookOf(sandbox, 'class-whist-6'));
    expect(sent).toHaveLength(5);
    expect(sent).not.toContain('Quiz: Napoleon');
    const other = await openPanel(second, worldHistory.title);
    await other.waitFor({ role: 'button', name: 'Everything is up to date' });
    expect(await panelRow(other, 'Quiz: Napoleon')).toMatchObject({ status: 'Opted Out' });
    await other.select({ role: 'combobox', name: 'Course' }, biology.title);
    await other.waitForText('First time in this browser.');
  } finally {
    await second.close();
  }
});

test('Remove my data leaves the extension as new, also after a restart', async ({
  driver,
  sandbox,
}) => {
  let options = await connect(driver, sandbox);
  await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  const panel = await openPanel(driver, worldHistory.title);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
  await options.clickRole('button', 'Remove my data');
  await options.waitForText('What was sent stays in');
  await options.clickRole('button', 'Remove everything now');
  await options.waitForText('Removed. Sync to SIS starts from nothing in this browser.');
  expect(sandbox.sis.state.lineItems.size).toBe(6);

  await driver.restart();
  options = await driver.openExtensionPage('options.html');
  const { value } = Object(await askBackground(options, 'getPanel'));
  expect(value).toMatchObject({
    connection: { state: 'not-configured', settings: null },
    run: null,
  });
});
