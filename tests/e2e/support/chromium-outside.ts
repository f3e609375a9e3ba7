import type { BrowserContext, Worker } from '@playwright/test';
import { poll } from './tab.ts';

/** What lies outside of every page, where Chromium draws it for people alone: menus and notifications. */

/** The background's worker, which it is asked to start where it has stopped. */
const workerOf = async (context: BrowserContext): Promise<Worker> =>
  context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');

/** What the worker has; `dispatch` calls the listeners of an event as the browser does. */
declare const chrome: {
  contextMenus: {
    update(id: string, change: object): Promise<void>;
    onClicked: { dispatch(info: object, tab: object): void };
  };
  notifications: {
    getAll(): Promise<Record<string, boolean>>;
    onClicked: { dispatch(id: string): void };
  };
};

export async function pressMenu(context: BrowserContext, page: string, id: string): Promise<void> {
  const worker = await workerOf(context);
  // Rejects while there is no such entry: the background makes them after it was installed.
  await poll(`the entry ${id}`, () =>
    worker.evaluate((entry) => chrome.contextMenus.update(entry, {}).then(() => true), id),
  );
  await worker.evaluate(
    ([menuItemId, pageUrl]) => chrome.contextMenus.onClicked.dispatch({ menuItemId, pageUrl }, {}),
    [id, page] as const,
  );
}

export async function pressNotice(context: BrowserContext): Promise<null> {
  const worker = await workerOf(context);
  const id = await poll('a notification', async () => {
    const shown = await worker.evaluate(() => chrome.notifications.getAll());
    return Object.keys(shown)[0];
  });
  await worker.evaluate((notice) => chrome.notifications.onClicked.dispatch(notice), id);
  return null;
}
