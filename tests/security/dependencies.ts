/** What is shipped in the extension, and what for. Adding a package is a decision: it is written down here. */
export const shipped: Record<string, string> = {
  '@noble/hashes':
    'HMAC over scores, and OAuth 1.0a signatures, where crypto.subtle cannot be awaited',
  idb: 'IndexedDB with promises and types',
  ky: 'repeats and time-outs of requests to the SIS',
  oauth4webapi: 'OAuth 2 and PKCE',
  'p-limit': 'requests in flight at once',
  preact: 'drawing the panel and options',
  uuid: 'ids that are the same in every browser (UUIDv5)',
  'webextension-polyfill': 'answers with promises in the background',
  zod: 'parsing everything that comes from outside',
  zustand: 'the panel’s store',
};

/** Packages that may run a script when they are installed. */
export const installScripts = ['node_modules/esbuild'];
