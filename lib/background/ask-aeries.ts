import { browser } from 'wxt/browser';
import type { PortalRequest } from '../sis/aeries/portal-messages.ts';

/**
 * Asks the script in an open gradebook tab of this Aeries, and puts it there first. Resolves with null when no such tab
 * is open; nothing was asked then. A tab that is closed or leaves the page under a request has answered nobody: whether
 * the request was made is not known.
 */
export async function askAeries(origin: string, request: PortalRequest): Promise<unknown> {
  const tabId = await gradebookTab(origin);
  if (tabId === null) return null;
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: ['/aeries-portal.js'] });
  } catch {
    return null; // it is gone, or shows an error page: nothing was asked
  }
  try {
    const message = { to: 'aeries-portal', request };
    return (
      (await browser.tabs.sendMessage(tabId, message, { frameId: 0 })) ?? { kind: 'no-answer' }
    );
  } catch {
    return { kind: 'no-answer' };
  }
}

/** A tab on a page of the gradebook: what stands before `/gradebook` there is where Aeries lives (aeries.md 1). */
async function gradebookTab(origin: string): Promise<number | null> {
  const { protocol, hostname } = new URL(origin);
  const tabs = await browser.tabs.query({ url: `${protocol}//${hostname}/*` });
  const own = tabs.find(
    ({ url, status }) =>
      url !== undefined &&
      status === 'complete' &&
      new URL(url).origin === origin &&
      /\/gradebook(?:[/?#]|$)/i.test(url),
  );
  return own?.id ?? null;
}
