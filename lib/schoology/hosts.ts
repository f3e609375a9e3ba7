/** Hosts under schoology.com that are not the LMS; seen in another extension's exclude list (facts 1.1, 2024). */
const otherHosts = [
  'schoology.com',
  ...[
    'api',
    'app-msft-teams',
    'asset-cdn',
    'developer',
    'developers',
    'error-page',
    'files-cdn',
    'googledrive.app',
    'info',
    'lti-submission-google.app',
    'lti-submission-microsoft.app',
    'onedrive.app',
    'status',
    'support',
    'ui',
    'www',
  ].map((name) => `${name}.schoology.com`),
];

/** Match patterns for the content script: every district host and the shared `app.schoology.com`. */
export const lmsMatches = ['https://*.schoology.com/*'];

/** What match patterns can say about pages to stay away from; `isLmsPage` says the rest. */
export const lmsExcludeMatches = [
  ...otherHosts.map((host) => `https://${host}/*`),
  'https://*.schoology.com/login*',
  'https://*.schoology.com/register*',
];

/**
 * True on a page of the LMS itself. Third-party apps live on `<app>.app.schoology.com` (and once on
 * `<app>-app.…`), which no match pattern can tell from `app.schoology.com`.
 */
export function isLmsPage(url: URL): boolean {
  if (url.protocol !== 'https:') return false;
  if (!url.hostname.endsWith('.schoology.com') || otherHosts.includes(url.hostname)) return false;
  if (/[-.]app\.schoology\.com$/.test(url.hostname)) return false;
  return !/^\/(?:login|register)/.test(url.pathname);
}
