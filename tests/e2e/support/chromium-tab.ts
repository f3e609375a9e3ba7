import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { patience, type Selector, type Tab } from './driver.ts';
import { isTicked, tabOf } from './tab.ts';

const find = (page: Page, selector: Selector): Locator =>
  typeof selector === 'string'
    ? page.locator(selector).first()
    : page.getByRole(selector.role, { name: selector.name, exact: true }).first();

/** How long a tab may take to close before it is asked again (ms). */
const closeTime = 5_000;

/** Chromium now and then forgets to close a tab that was just under way to another page: then it is asked once more. */
async function closePage(page: Page): Promise<void> {
  const closed = page.close();
  await Promise.race([closed, delay(closeTime, undefined, { ref: false })]);
  if (page.isClosed()) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Page.close');
  await closed;
}

/** A Playwright page as a Tab. */
export function chromiumTab(page: Page): Tab {
  page.setDefaultTimeout(patience);
  return tabOf({
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    click: (selector, button = 'left') => find(page, selector).click({ button }),
    fill: (selector, value) => find(page, selector).fill(value),
    select: async (selector, option) =>
      void (await find(page, selector).selectOption({ label: option })),
    press: (key) => page.keyboard.press(key),
    waitFor: (selector) => find(page, selector).waitFor(),
    waitUntilGone: (selector) => find(page, selector).waitFor({ state: 'hidden' }),
    text: (selector) => find(page, selector).innerText(),
    isChecked: (selector) => find(page, selector).evaluate(isTicked),
    run: (expression) => page.evaluate(expression),
    screenshot: async (path) => void (await page.screenshot({ path, fullPage: true })),
    bringToFront: () => page.bringToFront(),
    close: () => closePage(page),
  });
}
