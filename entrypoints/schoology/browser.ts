type Apis = Pick<typeof import('wxt/browser').browser, 'runtime' | 'storage' | 'i18n'>;

declare const window: { browser?: Apis };
declare const chrome: Apis;

/** A page may have an element of that name, which then stands in its window. */
const apis = (): Apis => (window.browser?.runtime?.id ? window.browser : chrome);

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
