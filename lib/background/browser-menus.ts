import { browser } from 'wxt/browser';
import { openSidebar } from './firefox-sidebar.ts';
import { menuItems, opens, panelHash } from './menus.ts';

/** The entries that open the panel, on pages of these match patterns. The browser keeps them. */
export async function showMenus(patterns: string[]): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const item of menuItems(patterns)) browser.contextMenus.create(item);
}

/** To be called before anything is awaited: an entry that is pressed wakes the background. */
export function listenToMenus(
  openPanel: (at: string) => Promise<void>,
  served: () => Promise<string[]>,
): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, pageUrl }, tab) => {
    const where = opens(menuItemId);
    // The browser opens the side panel in the press itself only.
    if (where === 'side') openSide(tab?.windowId);
    if (where !== 'tab') return;
    void served().then((origins) => openPanel(panelHash(pageUrl ?? tab?.url, origins)));
  });
}

/** Chrome calls it side panel, Firefox sidebar; neither has the other's. */
function openSide(windowId: number | undefined): void {
  if (import.meta.env.FIREFOX) void openSidebar();
  else if (windowId !== undefined) void browser.sidePanel.open({ windowId });
}
