/** Everything the extension may ask the browser for, and why. A permission that is not argued here fails the build's test. */
export const permissions: Record<string, string> = {
  storage: 'choices, settings and, in memory only, tokens',
  unlimitedStorage: 'four years of hashes; keeps the database from being evicted',
  alarms: 'a run that was interrupted goes on by itself',
  contextMenus: 'entries that open the panel',
  sidePanel: 'the panel at the side of the browser',
  scripting:
    'our script on Schoology at a district’s own address, and in a gradebook tab of Aeries, once the teacher has granted the host',
  identity: 'the SIS’s own sign-in page, where each teacher signs in',
  declarativeNetRequestWithHostAccess:
    'PowerSchool wants a referer on our requests; a fetch cannot set one',
};

/** Hosts at install: Schoology, whose gradebook is read with the teacher’s own session. */
export const hosts = ['https://*.schoology.com/*'];

/** Granted one by one by the teacher’s click: the SIS, and Schoology elsewhere. http is this machine only. */
export const optionalHosts = ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'];

/** Asked for by a click where a feature is switched on. */
export const optionalPermissions: Record<string, string> = {
  notifications: 'for the teacher who wants to be told of failures',
};

/** Keys of a manifest that open the extension to pages, to other extensions or to code from elsewhere. */
export const openings = [
  'web_accessible_resources',
  'externally_connectable',
  'sandbox',
  'devtools_page',
  'chrome_url_overrides',
  'chrome_settings_overrides',
  'omnibox',
  'update_url',
];
