import type { ElementHandle, Page } from 'puppeteer-core';
import { patience, type Selector, type Tab } from './driver.ts';
import { isTicked, poll, tabOf } from './tab.ts';

/** The `aria/` form takes the name as it is, brackets and quotes of a title included. */
const query = (selector: Selector): string =>
  typeof selector === 'string' ? selector : `aria/${selector.name}[role="${selector.role}"]`;

/** Puppeteer waits by animation frames, which Firefox withholds from a page it does not paint, so we poll. */
async function visible(page: Page, selector: Selector): Promise<ElementHandle | undefined> {
  const handle = await page.$(query(selector));
  return handle !== null && (await handle.isVisible()) ? handle : undefined;
}

const find = (page: Page, selector: Selector): Promise<ElementHandle> =>
  poll(query(selector), () => visible(page, selector));

type Point = { x: number; y: number };

/** Where an element can be pressed once it has come into view; null = it is off limits. Without functions: `__name`, see tab.ts. */
function pointOf(element: Element): Point | null {
  if (element.matches(':disabled')) return null;
  const seen = element.getClientRects()[0] ?? new DOMRect();
  const onTop = document.elementFromPoint(seen.x + seen.width / 2, seen.y + seen.height / 2);
  // Out of the window, or cut off by what scrolls around it.
  if (seen.bottom > innerHeight || !element.contains(onTop)) {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  }
  const { x, y, width, height } = element.getClientRects()[0] ?? new DOMRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/**
 * Presses what stays where it is from one look to the next. Puppeteer's own click waits in the page, and where the
 * background is killed meanwhile, one in some hundred waits for good.
 */
async function click(page: Page, selector: Selector, button: 'left' | 'right'): Promise<void> {
  let before: Point | null = null;
  const { x, y } = await poll(`${query(selector)} to be pressed`, async () => {
    const last = before;
    before = null; // also where this look fails
    before = (await (await visible(page, selector))?.evaluate(pointOf)) ?? null;
    return before !== null && last?.x === before.x && last.y === before.y ? before : undefined;
  });
  await page.mouse.click(x, y, { button });
}

async function choose(page: Page, selector: Selector, option: string): Promise<void> {
  const handle = await find(page, selector);
  const value = await poll(`option '${option}'`, () =>
    handle.evaluate((element, text) => {
      if (!(element instanceof HTMLSelectElement)) throw new Error('not a select');
      return Array.from(element.options).find((one) => one.label === text)?.value;
    }, option),
  );
  await handle.select(value);
}

/** As a person does. Puppeteer's own way empties the field behind the page's back, and a page that draws it puts the text back. */
async function fill(page: Page, field: ElementHandle, value: string): Promise<void> {
  await field.focus();
  await field.evaluate((element) => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) {
      throw new Error('not a text field');
    }
    element.select();
  });
  if (value === '') await page.keyboard.press('Backspace');
  else await page.keyboard.type(value);
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
    click: (selector, button = 'left') => click(page, selector, button),
    fill: async (selector, value) => fill(page, await find(page, selector), value),
    select: (selector, option) => choose(page, selector, option),
    press: (key) => page.keyboard.press(key === 'Space' ? ' ' : key), // BiDi knows the space bar by its character
    waitFor: async (selector) => void (await find(page, selector)),
    waitUntilGone: async (selector) => {
      const isGone = async () => (await visible(page, selector)) === undefined || undefined;
      await poll(`${query(selector)} to go`, isGone);
    },
    text: async (selector) =>
      (await find(page, selector)).evaluate((element) =>
        element instanceof HTMLElement ? element.innerText : (element.textContent ?? ''),
      ),
    isChecked: async (selector) => (await find(page, selector)).evaluate(isTicked),
    run: (expression) => page.evaluate(expression),
    screenshot: async (path) => void (await page.screenshot({ path, fullPage: true })),
    bringToFront: () => page.bringToFront(),
    close: () => page.close(),
  });
}
