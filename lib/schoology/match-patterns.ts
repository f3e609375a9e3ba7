import { lmsDomain, otherHosts } from './hosts.ts';

/**
 * Match patterns for the content script: every district host and the shared `app.schoology.com`. Written out, so that
 * whoever searches the program for addresses finds them.
 */
export const lmsMatches = ['https://*.schoology.com/*'];

/** What match patterns can say about pages to stay away from; `isLmsPage` says the rest. */
export const lmsExcludeMatches = [
  `https://${lmsDomain}/*`,
  ...otherHosts.map((name) => `https://${name}.${lmsDomain}/*`),
  'https://*.schoology.com/login*',
  'https://*.schoology.com/register*',
];
