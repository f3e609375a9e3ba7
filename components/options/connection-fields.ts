import type { ConnectionSettings } from '../../lib/model/panel-view.ts';
import {
  type AuthType,
  authTypesOf,
  isOAuth1,
  type OneRosterVersion,
  type SisSystem,
  usesOwnSession,
  usualName,
  versionsOf,
} from '../../lib/model/sis-system.ts';
import type { Typed } from './connection-store.ts';

/** What decides which fields a connection has. */
export type ConnectionKind = Pick<ConnectionSettings, 'system' | 'version' | 'authType'>;

/** A kind with the beta of Aeries' portal switched on or off. */
export const withPortal = (kind: ConnectionKind, on: boolean): ConnectionKind =>
  on ? { ...kind, authType: 'teacher-session' } : usualKind(kind.system);

export type Field = {
  name: Exclude<keyof ConnectionSettings, 'scopes' | keyof ConnectionKind>;
  label: string;
  hint: string | null;
  type: 'text' | 'url' | 'email';
  required: boolean;
};

/** What is usual for a system. */
export function usualKind(system: SisSystem): ConnectionKind {
  const [version = '1.2'] = versionsOf[system];
  const [authType = 'oauth2-client-credentials'] = authTypesOf(system, version);
  return { system, version, authType };
}

/** The nearest kind that exists: a version the system speaks, a sign-in that the version has. */
export function fittingKind({ system, version, authType }: ConnectionKind): ConnectionKind {
  const [usual = '1.2', ...others] = versionsOf[system];
  const fitting: OneRosterVersion = others.includes(version) ? version : usual;
  const possible = authTypesOf(system, fitting);
  const [first = 'oauth2-client-credentials'] = possible;
  return {
    system,
    version: fitting,
    authType: possible.includes(authType) ? authType : first,
  };
}

export const newConnection = usualKind('oneroster');

const url = (name: Field['name'], label: string): Field => ({
  name,
  label,
  hint: null,
  type: 'url',
  required: true,
});

const name: Field = {
  name: 'sisName',
  label: 'fieldSisName',
  hint: 'fieldSisNameHint',
  type: 'text',
  required: false,
};
const teacherEmail: Field = {
  name: 'teacherEmail',
  label: 'fieldTeacherEmail',
  hint: 'fieldTeacherEmailHint',
  type: 'email',
  required: false,
};

/** The gradebook of the SIS itself has one address and no keys. */
const sessionFields = ({ system }: ConnectionKind): Field[] => [
  name,
  url('rosteringUrl', system === 'aeries' ? 'fieldAeriesUrl' : 'fieldPowerSchoolUrl'),
  ...(system === 'aeries' ? [] : [teacherEmail]),
];

const addresses = ({ version, authType }: ConnectionKind): Field[] => [
  ...(version === '1.1'
    ? [url('rosteringUrl', 'fieldServiceUrl')]
    : [url('rosteringUrl', 'fieldRosteringUrl'), url('gradebookUrl', 'fieldGradebookUrl')]),
  ...(authType === 'oauth2-pkce' ? [url('authorizationUrl', 'fieldAuthorizationUrl')] : []),
  ...(isOAuth1(authType) ? [] : [url('tokenUrl', 'fieldTokenUrl')]),
];

/** The one-line fields of a connection of this kind, in the order of the form. */
export const fieldsOf = (kind: ConnectionKind): Field[] =>
  usesOwnSession(kind.authType) ? sessionFields(kind) : keyedFields(kind);

const keyedFields = (kind: ConnectionKind): Field[] => [
  name,
  ...addresses(kind),
  {
    name: 'clientId',
    label: isOAuth1(kind.authType) ? 'fieldConsumerKey' : 'fieldClientId',
    hint: null,
    type: 'text',
    required: true,
  },
  teacherEmail,
];

/** As a `pattern`: https anywhere, http on this machine only (a SIS under test). */
export const securePattern = 'https://.+|http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?(/.*)?';

/** Any page of the SIS names its host. */
const originOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).origin : address;

/** What stands in the form. An empty secret means: keep the one entered before. */
export function readForm(form: HTMLFormElement, kind: ConnectionKind): Typed {
  const data = new FormData(form);
  const text = (field: string): string => String(data.get(field) ?? '').trim();
  const rosteringUrl = usesOwnSession(kind.authType)
    ? originOf(text('rosteringUrl'))
    : text('rosteringUrl');
  return {
    settings: {
      ...kind,
      sisName: text('sisName') || usualName(kind.system),
      rosteringUrl,
      gradebookUrl: kind.version === '1.1' ? rosteringUrl : text('gradebookUrl'),
      authorizationUrl: text('authorizationUrl'),
      tokenUrl: text('tokenUrl'),
      clientId: text('clientId'),
      scopes: text('scopes').split(/\s+/).filter(Boolean),
      teacherEmail: text('teacherEmail'),
    },
    secret: text('clientSecret') || null,
  };
}

/** A teacher who signs in has no secret to type. */
export const hasSecret = (authType: AuthType): boolean =>
  authType !== 'oauth2-pkce' && !usesOwnSession(authType);
