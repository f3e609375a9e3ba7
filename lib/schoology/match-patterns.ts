import { domain, otherHosts } from './hosts.ts';

/** Match patterns for the content script: every district host and the shared `app.schoology.com`. */
export const lmsMatches = ['https://*.schoology.com/*'];

/** What match patterns can say about pages to stay away from; `isLmsPage` says the rest. */
export const lmsExcludeMatches = [
  `https://${domain}/*`,
  ...otherHosts.map((name) => `https://${name}.${domain}/*`),
  'https://*.schoology.com/login*',
  'https://*.schoology.com/register*',
];
