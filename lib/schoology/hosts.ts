import type { Address } from './pages.ts';
import { find } from './selectors.ts';

export const lmsDomain = 'schoology.com';

/** Hosts under schoology.com that are not the LMS; seen in another extension's exclude list (facts 1.1, 2024). */
export const otherHosts = [
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
];

/** A URL, or the location of a page: the browser has parsed its address already. */
type FullAddress = Address & Pick<URL, 'protocol' | 'hostname'>;

/**
 * True on a page of the LMS itself. Third-party apps live on `<app>.app.schoology.com` (and once on
 * `<app>-app.…`), which no match pattern can tell from `app.schoology.com`.
 */
export function isLmsPage(address: FullAddress): boolean {
  const { hostname } = address;
  if (!hostname.endsWith(`.${lmsDomain}`)) return false;
  const name = hostname.slice(0, -lmsDomain.length - 1);
  if (otherHosts.includes(name) || name.endsWith('.app') || name.endsWith('-app')) return false;
  return isSignedInPath(address);
}

const isSignedInPath = ({ protocol, pathname }: FullAddress): boolean =>
  protocol === 'https:' && !pathname.startsWith('/login') && !pathname.startsWith('/register');

/** `Drupal.settings.s_common` is in an inline script of every page (facts 2.2). */
const holdsSettings = (script: HTMLScriptElement): boolean =>
  /Drupal\.settings[\s\S]*"s_common"/.test(script.text);

const isElsewhere = (address: FullAddress): boolean =>
  !`.${address.hostname}`.endsWith(`.${lmsDomain}`) && isSignedInPath(address);

const isSchoologys = (document: Document): boolean =>
  find('vendorScript', document) !== null || [...document.scripts].some(holdsSettings);

/**
 * True on a page where our script may put something. At a district's own address, where the browser runs it because
 * the teacher granted that host, the page itself must show that it is Schoology's (facts 1.1).
 */
export function isServedPage(address: FullAddress, document: Document): boolean {
  return isLmsPage(address) || (isElsewhere(address) && isSchoologys(document));
}
