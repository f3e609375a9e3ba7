import type { Browser } from 'puppeteer-core';
import type { Tab } from './driver.ts';
import { runInFirefox, wireOf } from './firefox-wire.ts';
import { poll } from './tab.ts';

/** What lies outside of every page and belongs to Firefox itself: menus and notifications. */

/** The menu is Firefox's own window, which a page does not reach. */
export async function pressMenu(browser: Browser, tab: Tab, text: string): Promise<void> {
  await tab.bringToFront();
  await tab.click('body', 'right');
  await poll(`the entry '${text}' to be pressed`, async () => {
    const pressed = await runInFirefox(
      wireOf(browser),
      `const entry = document.querySelector(${JSON.stringify(`#contentAreaContextMenu [label="${text}"]`)});
       entry?.closest('menu')?.openMenu(true);
       if (entry?.parentNode.state !== 'open') return false;
       entry.parentNode.activateItem(entry);
       return true;`,
    );
    return pressed === true || undefined;
  });
}

/** A notification is a window of its own. */
export const pressNotice = (browser: Browser): Promise<string> =>
  poll('a notification', async () => {
    const said = await runInFirefox(
      wireOf(browser),
      `const [notice] = Services.wm.getEnumerator('alert:alert');
       if (notice?.document.readyState !== 'complete') return '';
       const words = ['alertTitleLabel', 'alertTextLabel'].map((id) => {
         const label = notice.document.getElementById(id);
         return label.value || label.textContent;
       });
       notice.document.getElementById('alertBox').click();
       return words.join(': ');`,
    );
    return String(said) || undefined;
  });
