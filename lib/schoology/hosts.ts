import { find } from './selectors.ts';

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

const isUnder = (domain: string, { hostname }: URL): boolean =>
  hostname === domain || hostname.endsWith(`.${domain}`);

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
  const { hostname } = url;
  if (!isUnder('schoology.com', url) || otherHosts.includes(hostname)) return false;
  if (/[.-]app\.schoology\.com$/.test(hostname)) return false;
  return isSignedInPath(url);
}

const isSignedInPath = ({ protocol, pathname }: URL): boolean =>
  protocol === 'https:' && !pathname.startsWith('/login') && !pathname.startsWith('/register');

/** `Drupal.settings.s_common` is in an inline script of every page (facts 2.2). */
const holdsSettings = (script: HTMLScriptElement): boolean =>
  /Drupal\.settings[\s\S]*"s_common"/.test(script.text);

/**
 * True on a page where our script may put something. At a district's own address, where the browser runs it because
 * the teacher granted that host, the page itself must show that it is Schoology's (facts 1.1).
 */
export function isServedPage(url: URL, document: Document): boolean {
  if (isUnder('schoology.com', url)) return isLmsPage(url);
  const isSchoologys = (): boolean =>
    find('vendorScript', document) !== null || [...document.scripts].some(holdsSettings);
  return isSignedInPath(url) && isSchoologys();
}
