import { expectStatus } from './steps/expect-status.ts';
import {
  connect,
  openBulkEdit,
  openCreateDialog,
  openEditDialog,
  openPanel,
  openSchoology,
  panelRow,
  saveDialog,
  worldHistory,
} from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const essay = { id: '50000051', title: 'Essay: the French Revolution' };
const materials = `/course/${worldHistory.id}/materials`;
const title = '.popups-box input[name=title]';

const untick = (tab: Tab): Promise<void> => tab.clickRole('checkbox', 'Sync to SIS');

test.describe('a new item', () => {
  test('keeps its choice under the id that Schoology gives it', async ({ driver, sandbox }) => {
    await connect(driver, sandbox);
    const tab = await openSchoology(driver, sandbox, materials);
    await openCreateDialog(tab, 'assessment');
    await tab.fill(title, 'Practice quiz');
    await untick(tab);
    await saveDialog(tab);
    await expect.poll(() => tab.url()).toMatch(/\/assess|\/assignment\//);
    await openBulkEdit(tab, sandbox, worldHistory.id);
    expect(await tab.isChecked('Sync to SIS: Practice quiz')).toBe(false);
    await expectStatus(driver, 'Practice quiz', 'Opted Out');
  });

  test('keeps it through two refusals of the form', async ({ driver, sandbox }) => {
    await connect(driver, sandbox);
    const tab = await openSchoology(driver, sandbox, materials);
    await openCreateDialog(tab, 'assignment');
    await untick(tab);
    for (const refusal of [1, 2]) {
      await tab.click('.popups-box .submit-buttons .form-submit');
      await tab.waitFor('.popups-box .messages.error');
      await tab.waitFor('.popups-box [data-sync-to-sis] input:enabled');
      expect(await tab.isChecked('Sync to SIS'), `after refusal ${refusal}`).toBe(false);
    }
    await tab.fill(title, 'Draft of the debate');
    await saveDialog(tab);
    await expect.poll(() => tab.url()).toContain('/assignment/');
    await expectStatus(driver, 'Draft of the debate', 'Opted Out');
  });

  test('keeps it when the tab is closed at once', async ({ driver, sandbox }) => {
    await connect(driver, sandbox);
    const tab = await openSchoology(driver, sandbox, materials);
    await openCreateDialog(tab, 'assignment');
    await tab.fill(title, 'Exit survey');
    await untick(tab);
    await tab.click('.popups-box .submit-buttons .form-submit');
    await expect
      .poll(() => sandbox.lms.items(worldHistory.id).some((item) => item.title === 'Exit survey'))
      .toBe(true);
    await tab.close();
    const item = sandbox.lms.items(worldHistory.id).find((one) => one.title === 'Exit survey');
    Object.assign(item ?? {}, { categoryId: '70021' });
    await openSchoology(driver, sandbox, materials);
    const panel = await openPanel(driver, worldHistory.title);
    await panel.waitForText('Exit survey');
    const { status, reason } = await panelRow(panel, 'Exit survey');
    // Nobody saw whether Schoology saved it: it is out, or it waits and says so. It is never sent.
    expect(`${status} ${reason}`).toMatch(/^Opted Out|may not have saved/);
    await panel.click('.actions .primary');
    await expect.poll(() => sandbox.sis.puts().length).toBeGreaterThan(0);
    expect(
      sandbox.sis.puts().filter(({ body }) => JSON.stringify(body).includes('Exit survey')),
    ).toEqual([]);
  });
});

test.describe('an existing item', () => {
  test('is not changed by leaving its dialog', async ({ driver, sandbox }) => {
    const tab = await openSchoology(driver, sandbox, materials);
    for (const leave of ['Escape', 'cancel'] as const) {
      await openEditDialog(tab, essay.id);
      await untick(tab);
      if (leave === 'Escape') await tab.press('Escape');
      else await tab.click('.popups-box .cancel-btn');
      await tab.waitUntilGone('.popups-box');
    }
    await openEditDialog(tab, essay.id);
    expect(await tab.isChecked('Sync to SIS')).toBe(true);
  });

  for (const afterEdit of ['replace', 'redirect', 'reload'] as const) {
    test(`is opted out when Schoology answers a save with: ${afterEdit}`, async ({
      driver,
      sandbox,
    }) => {
      sandbox.lms.setAfterEdit(afterEdit);
      const tab = await openSchoology(driver, sandbox, materials);
      await openEditDialog(tab, essay.id);
      await untick(tab);
      await saveDialog(tab);
      await expectStatus(driver, essay.title, 'Opted Out');
    });
  }

  test('is never sent after a save that failed: the opt-out counts', async ({
    driver,
    sandbox,
  }) => {
    await connect(driver, sandbox);
    const tab = await openSchoology(driver, sandbox, materials);
    sandbox.lms.failNextSave();
    await openEditDialog(tab, essay.id);
    await untick(tab);
    await tab.click('.popups-box .submit-buttons .form-submit');
    await expect
      .poll(() =>
        sandbox.lms.requests.some(
          ({ method, path }) => method === 'POST' && path.includes(essay.id),
        ),
      )
      .toBe(true);
    const panel = await openPanel(driver, worldHistory.title);
    await panel.waitForText(essay.title);
    await panel.click('.actions .primary');
    await expect.poll(() => sandbox.sis.puts().length).toBeGreaterThan(0);
    expect(
      sandbox.sis.puts().filter(({ body }) => JSON.stringify(body).includes('French')),
    ).toEqual([]);
  });
});

test('Schoology’s own box is mirrored, and no second one drawn', async ({ driver, sandbox }) => {
  sandbox.lms.setNative(worldHistory.id, true);
  const tab = await openSchoology(driver, sandbox, materials);
  await tab.click(`#n-${essay.id} .action-links-unfold`);
  await tab.click(`#n-${essay.id} .action-edit a`);
  const native = '.popups-box input[name^="sync_to_sis_wrapper"]';
  await tab.waitFor(native);
  expect(await tab.texts('.popups-box [data-sync-to-sis]')).toEqual([]);
  await tab.click(native);
  await saveDialog(tab);
  await expectStatus(driver, essay.title, 'Opted Out');
});

test('a script of the page cannot choose', async ({ driver, sandbox }) => {
  const tab = await openSchoology(driver, sandbox, materials);
  await openEditDialog(tab, essay.id);
  await tab.evaluate(() => {
    const box = document.querySelector<HTMLInputElement>('.popups-box [data-sync-to-sis] input');
    box?.click();
    box?.closest('label')?.click();
    if (box) box.checked = false;
    box?.dispatchEvent(new Event('input', { bubbles: true }));
    box?.dispatchEvent(new Event('change', { bubbles: true }));
    box?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  });
  await saveDialog(tab);
  await expectStatus(driver, essay.title, 'Pending');
  await openEditDialog(tab, essay.id);
  expect(await tab.isChecked('Sync to SIS')).toBe(true);
});

/** From the dialog's first frame on, each frame before it is painted. */
const watchPlaces = (tab: Tab): Promise<void> =>
  tab.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { dialogPlaces: seen });
    const look = (): void => {
      const parts = document.querySelectorAll(
        '.popups-box, .popups-box .form-item, .popups-box .submit-buttons',
      );
      const places = Array.from(parts, (part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
      });
      const text = JSON.stringify(places);
      if (parts.length > 0 && seen.at(-1) !== text) seen.push(text);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** What the page has seen by then. */
declare const dialogPlaces: string[];

/** Different pictures of where everything in the dialog is, the next frame included. */
const placesSeen = (tab: Tab): Promise<string[]> =>
  tab.evaluate(
    () =>
      new Promise<string[]>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(dialogPlaces))),
      ),
  );

test('nothing in the dialog moves once it is drawn', async ({ driver, sandbox }) => {
  await connect(driver, sandbox);
  const tab = await openSchoology(driver, sandbox, materials);
  await watchPlaces(tab);
  await openEditDialog(tab, essay.id);
  expect(await placesSeen(tab)).toHaveLength(1);

  const panel = await openPanel(driver, worldHistory.title);
  await panel.waitForText(essay.title);
  await panel.click('.actions .primary');
  await expectStatus(driver, essay.title, 'Synced');
  await tab.bringToFront(); // a tab that nobody sees draws no frames
  await untick(tab);
  await saveDialog(tab);
  await tab.goto(sandbox.lms.origin() + materials);
  await watchPlaces(tab);
  await openEditDialog(tab, essay.id);
  await tab.waitForText('stay in Example SIS');
  expect(await placesSeen(tab), 'with scores in the SIS').toHaveLength(1);
});
