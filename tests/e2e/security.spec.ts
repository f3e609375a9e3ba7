import {
  connect,
  openBulkEdit,
  openEditDialog,
  openPanel,
  openSchoology,
  panelRow,
  worldHistory,
} from './steps/teacher.ts';
import type { Tab } from './support/driver.ts';
import { expect, test } from './support/fixtures.ts';

const essay = { id: '50000051', title: 'Essay: the French Revolution' };
const materials = `/course/${worldHistory.id}/materials`;
const upToDate = { role: 'button', name: 'Everything is up to date' } as const;

/** What an extension page has, in Firefox too. */
declare const chrome: {
  storage: Record<'local' | 'session', { get(key: null): Promise<Record<string, unknown>> }>;
};

const stored = (page: Tab, area: 'local' | 'session'): Promise<string> =>
  page.evaluate(async (name) => JSON.stringify(await chrome.storage[name].get(null)), area);

test.describe('on the network', () => {
  test.use({ recorded: true });

  test('a whole sync reaches Schoology and the SIS and nobody else, without cookies to the SIS', async ({
    driver,
    sandbox,
    recorder,
  }) => {
    await connect(driver, sandbox);
    // A cookie that a browser would send with every request to the SIS's host.
    const sis = await driver.newTab();
    await sis.goto(sandbox.sis.origin);
    await sis.run("document.cookie = 'session=of-the-registrar; path=/; SameSite=Strict; Secure'");
    const seen = sandbox.sis.requests.length;
    await openSchoology(driver, sandbox, materials);
    const panel = await openPanel(driver, worldHistory.title);
    await panel.clickRole('button', 'Sync 6 items');
    await panel.waitFor(upToDate);
    const requests = sandbox.sis.requests.slice(seen);
    expect(requests.filter(({ path }) => path.startsWith('/ims/')).length).toBeGreaterThan(31);
    expect(requests.filter(({ headers }) => headers.cookie)).toEqual([]);

    // A redirect is where it ends: the address it names is never asked.
    sandbox.sis.failNext({
      method: 'PUT',
      mode: 'redirect',
      headers: { location: 'https://portal.example:8443/sign-in' },
    });
    sandbox.lms.setScore('31000009', essay.id, 89);
    await panel.clickRole('button', 'Check for changes');
    await panel.clickRole('button', 'Sync 1 item');
    await panel.waitForText('leads elsewhere, so nothing more was sent');
    expect(recorder?.hosts()).toEqual(['app.schoology.com', 'sis.example.test']);
  });
});

test('the token is in memory only, and gone when the browser has been closed', async ({
  driver,
  sandbox,
}) => {
  await connect(driver, sandbox);
  await openSchoology(driver, sandbox, materials);
  const panel = await openPanel(driver, worldHistory.title);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor(upToDate);
  const [token = ''] = sandbox.sis.desk.tokens.keys();
  expect(await stored(panel, 'session')).toContain(token);
  expect(await stored(panel, 'session')).toContain(sandbox.sis.clientSecret);
  const local = await stored(panel, 'local');
  expect(local).toContain(sandbox.sis.rosteringUrl); // the search finds what is there
  expect(local).not.toContain(token);
  expect(local).not.toContain(sandbox.sis.clientSecret);

  await driver.restart();
  const options = await driver.openExtensionPage('options.html');
  for (const area of ['local', 'session'] as const) {
    expect(await stored(options, area)).not.toContain(token);
    expect(await stored(options, area)).not.toContain(sandbox.sis.clientSecret);
  }
});

/** The texts and attributes of everything of ours in the page, open shadow roots included. */
const oursIn = (tab: Tab): Promise<string[]> =>
  tab.evaluate(() => {
    const found: string[] = [];
    const visit = (root: ParentNode): void => {
      for (const node of root.querySelectorAll('*')) {
        if (node.closest('[data-sync-to-sis]')) {
          found.push((node.cloneNode(false) as Element).outerHTML);
          for (const { nodeType, nodeValue } of node.childNodes) {
            if (nodeType === Node.TEXT_NODE && nodeValue?.trim()) found.push(nodeValue);
          }
        }
        if (node.shadowRoot) visit(node.shadowRoot);
      }
    };
    visit(document);
    return found;
  });

test('a page can read nothing of ours but box, label, help and whether it is ticked', async ({
  driver,
  sandbox,
}) => {
  await connect(driver, sandbox);
  const tab = await openSchoology(driver, sandbox, materials);
  const globals = () =>
    tab.evaluate(() => Object.keys(window).filter((name) => /sync.?to.?sis|wxt/i.test(name)));
  const panel = await openPanel(driver, worldHistory.title);
  await panel.clickRole('button', 'Sync 6 items');
  await panel.waitFor(upToDate);
  sandbox.sis.failNext({
    method: 'PUT',
    match: /results/,
    status: 422,
    body: { imsx_description: 'Jules Marchetti has left the class' },
  });
  sandbox.lms.setScore('31000009', essay.id, 77.140625);
  await panel.clickRole('button', 'Check for changes');
  await panel.clickRole('button', 'Sync 1 item');
  await panel.waitForText('Jules Marchetti has left the class');

  const seen: string[] = [];
  await tab.bringToFront();
  await tab.goto(`${sandbox.lms.origin()}${materials}`);
  await openEditDialog(tab, essay.id);
  seen.push(...(await oursIn(tab)));
  expect(seen).toContain('Sync to SIS');
  await openBulkEdit(tab, sandbox, worldHistory.id);
  await tab.waitFor(`input[aria-label="Sync to SIS: ${essay.title}"]:enabled`);
  seen.push(...(await oursIn(tab)));
  await tab.goto(`${sandbox.lms.origin()}/course/${worldHistory.id}/grades`);
  await tab.waitFor('.sync-to-sis-gradebook');
  seen.push(...(await oursIn(tab)));
  const text = seen.join('\n');
  expect(text).toContain(`Sync to SIS: ${essay.title}`); // the search finds what is there
  const { sis } = sandbox;
  const secrets = [
    ...['Marchetti', 'Whitfield', 'has left', '77.14', 'sis-s-', 'class-whist', sis.clientSecret],
    ...sis.desk.tokens.keys(),
    ...sis.state.lineItems.keys(),
    sis.origin,
  ];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  // The gradebook's button says how much waits: its root is closed, so the page sees an empty host.
  expect(text).not.toMatch(/failed|pending|waiting/i);
  expect(await globals()).toEqual([]);
});

/** Titles as a hostile colleague, or a hostile import, would choose them. */
const hostile = [
  '<script>window.hacked = 1</script>',
  '"><img src=x onerror="window.hacked = 1">',
  '<svg onload="window.hacked = 1"><foreignObject><iframe srcdoc="x">',
  '\u202Egnitirw sdrawkcab\u202C \u2066and back\u2069',
  `👩‍🏫 \u0000 =cmd|' /C calc'!A1 {{constructor.constructor('window.hacked = 1')()}}`,
  `javascript:window.hacked=1 ${'x'.repeat(10_000)}`,
];

test('hostile titles and words of the SIS are text everywhere', async ({ driver, sandbox }) => {
  await connect(driver, sandbox);
  const items = sandbox.lms.items(worldHistory.id).slice(0, hostile.length);
  for (const [n, item] of items.entries()) sandbox.lms.setTitle(item.nid, hostile[n] ?? '');
  const schoology = await openSchoology(driver, sandbox, materials);
  await openBulkEdit(schoology, sandbox, worldHistory.id);
  await schoology.waitFor('input[data-sync-to-sis]:enabled');
  await expectInert(schoology);

  for (const path of ['popup.html', 'panel.html']) {
    const page = await driver.openExtensionPage(path);
    await page.waitFor({ role: 'heading', name: 'Sync to SIS' });
    await watch(page);
    await page.select({ role: 'combobox', name: 'Course' }, worldHistory.title);
    await page.waitForText('<script>window.hacked = 1</script>');
    sandbox.sis.failNext({
      method: 'PUT',
      match: /results/,
      times: 50,
      status: 422,
      body: {
        imsx_description: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
      },
    });
    await page.click('.actions .primary');
    await expect.poll(async () => (await page.texts('.cell-status')).join()).toContain('Failed');
    expect((await panelRow(page, '<script>window.hacked = 1</script>')).title).toBe(
      '<script>window.hacked = 1</script>',
    );
    await expectInert(page);
    await page.close();
  }
  const options = await driver.openExtensionPage('options.html');
  await watch(options);
  await options.fill('#sisName', '<img src=x onerror="window.hacked=1">');
  await options.clickRole('button', 'Save');
  await options.waitForText('Saved.');
  await expectInert(options);
});

/** From now on the page notes what its content security policy had to stop. */
const watch = (tab: Tab): Promise<void> =>
  tab.evaluate(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      document.documentElement.dataset.violation = `${violatedDirective} ${blockedURI}`;
    });
  });

async function expectInert(tab: Tab): Promise<void> {
  const state = await tab.evaluate(() => ({
    hacked: Object.hasOwn(window, 'hacked'),
    violation: document.documentElement.dataset.violation ?? null,
    markup: document.querySelectorAll('img[src="x"], svg[onload], iframe[srcdoc]').length,
  }));
  expect(state).toEqual({ hacked: false, violation: null, markup: 0 });
}
