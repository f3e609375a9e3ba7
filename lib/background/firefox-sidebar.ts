/** Firefox's own; the types of `wxt/browser` are Chrome's. */
declare const browser: { sidebarAction: { open(): Promise<void> } };

/** To be called in the press itself. */
export const openSidebar = (): Promise<void> => browser.sidebarAction.open();
