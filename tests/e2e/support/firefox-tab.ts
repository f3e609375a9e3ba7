import type { ElementHandle, Page } from 'puppeteer-core';
import { patience, type Selector, type Tab } from './driver.ts';
import { poll, tabOf } from './tab.ts';

/** The `aria/` form takes the name as it is, brackets and quotes of a title included. */
const query = (selector: Selector): string =>
  typeof selector === 'string' ? selector : `aria/${selector.name}[role="${selector.role}"]`;

async function find(page: Page, selector: Selector): Promise<ElementHandle> {
  const handle = await page.waitForSelector(query(selector), { visible: true });
  if (handle === null) throw new Error(`${query(selector)} is not there`);
  return handle;
}

async function choose(page: Page, selector: Selector, option: string): Promise<void> {
  const handle = await find(page, selector);
  const value = await handle.evaluate((element, text) => {
    if (!(element instanceof HTMLSelectElement)) throw new Error('not a select');
    const found = Array.from(element.options).find((one) => one.label === text);
    if (found === undefined) throw new Error(`no option '${text}'`);
    return found.value;
  }, option);
  await handle.select(value);
}

/** page.reload() never sees an extension page's load event; a new document shows by its own time origin. */
async function reload(page: Page): Promise<void> {
  const before = await page.evaluate(() => performance.timeOrigin);
  await page.evaluate(() => location.reload());
  await poll('the page to load again', async () => {
    const isReady = (old: number) =>
      document.readyState === 'complete' && performance.timeOrigin !== old;
    return (await page.evaluate(isReady, before)) || undefined;
  });
}

/** A Puppeteer page as a Tab. */
export function firefoxTab(page: Page): Tab {
  page.setDefaultTimeout(patience);
  return tabOf({
    goto: async (url) => void (await page.goto(url)),
    reload: () => reload(page),
    click: (selector) => page.locator(query(selector)).click(),
    fill: (selector, value) => page.locator(query(selector)).fill(value),
    select: (selector, option) => choose(page, selector, option),
    press: (key) => page.keyboard.press(key),
    waitFor: async (selector) => void (await find(page, selector)),
    waitUntilGone: async (selector) =>
      void (await page.waitForSelector(query(selector), { hidden: true })),
    text: async (selector) =>
      (await find(page, selector)).evaluate((element) =>
        element instanceof HTMLElement ? element.innerText : (element.textContent ?? ''),
      ),
    isChecked: async (selector) =>
      (await find(page, selector)).evaluate((element) => element.matches(':checked')),
    run: (expression) => page.evaluate(expression),
    screenshot: async (path) => void (await page.screenshot({ path, fullPage: true })),
    bringToFront: () => page.bringToFront(),
    close: () => page.close(),
  });
}
