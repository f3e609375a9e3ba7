import { lmsDomain, otherHosts } from './hosts.ts';

/** Match patterns for the content script: every district host and the shared `app.schoology.com`. */
export const lmsMatches = [`https://*.${lmsDomain}/*`];

/** What match patterns can say about pages to stay away from; `isLmsPage` says the rest. */
export const lmsExcludeMatches = [
  `https://${lmsDomain}/*`,
  ...otherHosts.map((name) => `https://${name}.${lmsDomain}/*`),
  `https://*.${lmsDomain}/login*`,
  `https://*.${lmsDomain}/register*`,
];
