import type { browser as wxtBrowser } from 'wxt/browser';

type Apis = Pick<typeof wxtBrowser, 'runtime' | 'storage' | 'i18n'>;

declare const window: { browser?: Apis };
declare const chrome: Apis;

let found: Apis | null = null;

/** An element of the page may have that name and stand in its window; it has no `sendMessage`. */
const apis = (): Apis => {
  found ??= typeof window.browser?.runtime?.sendMessage === 'function' ? window.browser : chrome;
  return found;
};

/**
 * Stands in for `wxt/browser` in the script that every page of Schoology gets (wxt.config.ts): that one looks at the
 * extension's APIs when it is loaded, which makes them, for half a millisecond. Most pages have no use for them.
 */
export const browser: Apis = {
  get runtime() {
    return apis().runtime;
  },
  get storage() {
    return apis().storage;
  },
  get i18n() {
    return apis().i18n;
  },
};
