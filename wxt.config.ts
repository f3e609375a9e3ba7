import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { lmsExcludeMatches, lmsMatches } from './lib/schoology/match-patterns.ts';

/** Public half of the key that fixes the Chrome id, so that districts can write policy and redirect URLs for it. */
const chromeKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7kvvHsSBDkCmRt3+agrECjKV1Jjt342ZH3JMo/kXnoC3BSYoE3jMzzOMpXK+FHbVgonj4pGirxU258Y8Croi2MUvw2ZM2iyd5vE+6neJNPtPx8Z6HiOLShMAxIfICHme8qQ/VlusbvU6WV1qpo/bvYNmiC2n5Ytw19z5onACkXOZX2rMai3xhIN05HfWEc++f9KWpSdMmkIEtIlV6PTZ1NYuGfo6Lep1qRvLRn/kHCkO3Es7SIenaf7FrJ9qztcifZkzDK4+lLe+5rmeDnB2EfIHbEK+/dzEGRMoNuUmzWWbxMmp3S0OhYrD5CysM24qwGP8qoR+RCdv4Yo7D9tQ4wIDAQAB';

/**
 * The script in Schoology's pages. To WXT it is a script like any other and it is listed here: a content script of
 * WXT's comes with a watcher of addresses and its own match patterns, which every page of Schoology would run.
 */
const contentScript = {
  matches: lmsMatches,
  exclude_matches: lmsExcludeMatches,
  run_at: 'document_idle' as const,
  all_frames: false,
  js: ['schoology.js'],
  css: ['assets/schoology.css'],
};

const plugin = 'polyfill-as-module';

/**
 * The polyfill is CommonJS, of which a bundler copies property by property what is imported; of `browser` that makes
 * every API there is, at each start of the background. As a module it is taken as it is.
 */
const polyfillAsModule = {
  name: plugin,
  transform: (code: string, id: string): string | null =>
    id.includes('/webextension-polyfill/dist/')
      ? `const exports = {}, module = { exports };\n${code}\nexport default module.exports;`
      : null,
};

const shared = 'shared';

/**
 * What all our pages use is one file. The bundler would make four of it, by which of the parts that are loaded later use
 * it too, and a page waits for each file of its own by the millisecond.
 */
const oneSharedFile = (pages: number): Plugin => ({
  name: shared,
  outputOptions: (options) => ({
    ...options,
    codeSplitting: { groups: [{ name: shared, tags: ['$initial'], minShareCount: pages }] },
  }),
});

export default defineConfig({
  manifestVersion: 3, // WXT still builds MV2 for Firefox unless told
  imports: false,
  webExt: { disabled: true }, // `wxt` must also start where there is no display
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    short_name: 'Sync to SIS',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      'scripting',
      'identity',
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
    ],
    host_permissions: lmsMatches,
    content_scripts: [contentScript],
    // The SIS host, and Schoology at a district's own address, are granted one by one by the teacher's click. http is for a SIS on this machine only.
    optional_host_permissions: ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'],
    // Asked for by the click that switches notifications on.
    optional_permissions: ['notifications'],
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+S' } } },
    incognito: 'not_allowed',
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src https: http://127.0.0.1:* http://localhost:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'sync-to-sis@sync-to-sis.example',
              strict_min_version: '140.0',
              data_collection_permissions: {
                required: ['personallyIdentifyingInfo', 'websiteContent', 'authenticationInfo'],
              },
            },
          },
        }
      : {
          key: chromeKey,
          minimum_chrome_version: '121',
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
  hooks: {
    // WXT 0.21.4 takes a name such as `storage` for its own and bundles that also where its imports are off.
    'config:resolved': ({ config }) => {
      config.imports.imports = [];
      config.imports.presets = [];
    },
    // The polyfill is in the background alone: there a listener answers with a promise, which Chrome does not take.
    // Everything else only asks, and every supported browser answers promises; 10 kB would be a sixth of the popup.
    // In Schoology's pages the APIs are looked up when they are used.
    'vite:build:extendConfig': (entrypoints, config) => {
      const isBackground = entrypoints.some(({ type }) => type === 'background');
      const isInPages = entrypoints.some(({ name }) => name === 'schoology');
      const pages = entrypoints.filter(({ inputPath }) => inputPath.endsWith('.html')).length;
      if (pages > 0) config.plugins = [...(config.plugins ?? []), oneSharedFile(pages)];
      if (isBackground) config.plugins = [...(config.plugins ?? []), polyfillAsModule];
      if (!isBackground && !isInPages) return;
      const browser = isBackground
        ? '@wxt-dev/webextension-polyfill/browser'
        : resolve(import.meta.dirname, 'entrypoints/schoology/browser.ts');
      const alias = { ...config.resolve?.alias, 'wxt/browser': browser };
      config.resolve = { ...config.resolve, alias };
    },
  },
  vite: () => ({
    build: {
      // The oldest that the manifest lets in: what they know is not written in an older way, which browsers do slower.
      target: ['chrome121', 'firefox140'],
      chunkSizeWarningLimit: 100,
      modulePreload: { polyfill: false },
      // One sign beyond ASCII makes browsers keep a whole file at two bytes a sign: twice the memory, in every page.
      rolldownOptions: { output: { charset: 'ascii' } },
    },
  }),
  zip: {
    // A reviewer of the source package needs what `npm run build` and `npm run check` run.
    includeSources: ['**/*', '.ci/**', '.npmrc'],
    excludeSources: ['reports/**', 'test-results/**', 'demo-output/**'],
  },
});
