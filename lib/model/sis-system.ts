/** The SIS products a connection can be for. What differs between them is data: lib/sis/profile.ts. */
export const sisSystems = [
  'oneroster',
  'aeries',
  'eschoolplus',
  'infinite-campus',
  'powerschool',
  'skyward',
  'sis-connect',
] as const;
export type SisSystem = (typeof sisSystems)[number];

/** Names of products, the same in every language. */
export const systemNames: Record<SisSystem, string> = {
  oneroster: 'OneRoster',
  aeries: 'Aeries',
  eschoolplus: 'eSchoolPlus',
  'infinite-campus': 'Infinite Campus',
  powerschool: 'PowerSchool',
  skyward: 'Skyward',
  'sis-connect': 'SIS Connect',
};

/** What a SIS is called where nobody has given it a name; '' for plain OneRoster, which is no product. */
export const usualName = (system: SisSystem): string =>
  system === 'oneroster' ? '' : systemNames[system];

export const oneRosterVersions = ['1.2', '1.1'] as const;
export type OneRosterVersion = (typeof oneRosterVersions)[number];

/** The versions of OneRoster that a system takes grades over, the usual one first (oneroster.md 2). */
export const versionsOf: Record<SisSystem, readonly OneRosterVersion[]> = {
  oneroster: ['1.2', '1.1'],
  aeries: ['1.1'],
  eschoolplus: ['1.2', '1.1'],
  'infinite-campus': ['1.2', '1.1'],
  powerschool: ['1.1'],
  skyward: ['1.1', '1.2'],
  'sis-connect': ['1.1'],
};

/**
 * How a request is signed in. OAuth 1.0a is of OneRoster 1.1 only (oneroster.md 1.4). `teacher-session` is no OneRoster at
 * all: the gradebook of the SIS itself, as the teacher who is signed in to it in this browser (powerschool.md, aeries.md).
 */
export const authTypes = [
  'teacher-session',
  'oauth2-client-credentials',
  'oauth2-pkce',
  'oauth1-sha1',
  'oauth1-sha256',
] as const;
export type AuthType = (typeof authTypes)[number];

/**
 * What a system can be reached with over a version, the usual one first. The portal of Aeries is not among them: it is a
 * beta with a switch of its own.
 */
export const authTypesOf = (system: SisSystem, version: OneRosterVersion): readonly AuthType[] =>
  authTypes.filter((type) => {
    if (type === 'teacher-session') return system === 'powerschool';
    return version === '1.1' || !isOAuth1(type);
  });

/** Whether the connection is the beta of Aeries' portal, which is off until the teacher turns it on. */
export const isPortalBeta = (kind: { system: SisSystem; authType: AuthType }): boolean =>
  kind.system === 'aeries' && usesOwnSession(kind.authType);

/** Nothing is configured but the address: the teacher's sign-in at the SIS is all there is. */
export const usesOwnSession = (type: AuthType): boolean => type === 'teacher-session';

export const isOAuth1 = (type: AuthType): boolean => type.startsWith('oauth1');

const scopeNames = ['roster.readonly', 'gradebook.readonly', 'gradebook.createput'];

/** What a pusher of grades needs and no more: never `gradebook.delete` (oneroster.md 1.4, 3). */
export const neededScopes = (version: OneRosterVersion): string[] =>
  scopeNames.map(
    (name) => `https://purl.imsglobal.org/spec/or/v${version.replace('.', 'p')}/scope/${name}`,
  );

/** Addresses that grades and tokens go to; the page where a teacher signs in is opened, never called. */
export const calledAddresses = (settings: {
  rosteringUrl: string;
  gradebookUrl: string;
  tokenUrl: string;
}): string[] =>
  [settings.rosteringUrl, settings.gradebookUrl, settings.tokenUrl].filter((url) => url !== '');

/**
 * A short name for the SIS behind a connection, the same as long as its ids mean the same: system, host, and the part
 * of the path before the one that every OneRoster has, where a host serves several districts. The teacher's own session
 * goes by other ids than OneRoster does.
 */
export function sisNameOf(connection: {
  system: SisSystem;
  authType: AuthType;
  gradebookUrl: string;
  rosteringUrl: string;
}): string {
  const { system, authType, gradebookUrl, rosteringUrl } = connection;
  const address = gradebookUrl || rosteringUrl;
  const { origin, pathname } = URL.parse(address) ?? { origin: address, pathname: '' };
  if (usesOwnSession(authType)) return `${system} ${origin} own session`;
  const at = pathname.indexOf('/ims/oneroster');
  return `${system} ${origin}${at < 0 ? '' : pathname.slice(0, at)}`;
}
