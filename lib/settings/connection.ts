import * as z from 'zod/mini';
import type { ConnectionSettings, ConnectionView } from '../model/panel-view.ts';
import {
  type AuthType,
  authTypes,
  calledAddresses,
  neededScopes,
  oneRosterVersions,
  sisSystems,
  usesOwnSession,
  usualName,
} from '../model/sis-system.ts';
import { once } from '../once.ts';
import type { KeyValue } from '../storage/key-value.ts';
import { inForce, type Policy, type PolicyArea, readPolicy } from './policy.ts';

export const settingsKey = 'connection';
export const secretKey = 'clientSecret';
/** The teacher's e-mail where the district has set everything else. */
export const emailKey = 'teacherEmail';

/** What was stored before a field was there means what it meant then. */
const settingsSchema = once(() =>
  z.object({
    system: z.catch(z.enum(sisSystems), 'oneroster'),
    version: z.catch(z.enum(oneRosterVersions), '1.2'),
    authType: z.catch(z.enum(authTypes), 'oauth2-client-credentials'),
    authorizationUrl: z.catch(z.string(), ''),
    sisName: z.string(),
    rosteringUrl: z.string(),
    gradebookUrl: z.string(),
    tokenUrl: z.string(),
    clientId: z.string(),
    scopes: z.array(z.string()),
    teacherEmail: z.string(),
  }),
);

export type SettingsPorts = {
  local: KeyValue;
  /** Memory only: gone when the browser closes. */
  session: KeyValue;
  /** The district's policy; Firefox rejects when there is none. */
  managed: PolicyArea;
};

export type Connection = {
  settings: ConnectionSettings | null;
  fromPolicy: boolean;
  /** The keys of the policy that have come to this browser; none where it is refused. */
  policyKeys: string[];
  /** Why the district's policy was refused; nothing is sent then. */
  policyRefused: string | null;
  defaultInclude: boolean;
  /** Whether new items wait for the teacher, where the district decides it; null = the teacher does. */
  newItemsWait: boolean | null;
  secret: string | null;
  /** Headers that the district wants on every request to the SIS; only its policy can set them. */
  headers: Record<string, string>;
};

/**
 * The connection as far as it is known: the district's policy wins over what was typed into options. Good for what is
 * shown; plans, and what is sent, go by `confirmedConnection`.
 */
export async function readConnection(
  ports: Pick<SettingsPorts, 'local' | 'session'> & { managed: Pick<PolicyArea, 'get'> },
): Promise<Connection> {
  const [reading, inLocal, inSession] = await Promise.all([
    readPolicy(ports.managed),
    ports.local.get([settingsKey, emailKey]),
    ports.session.get(secretKey),
  ]);
  const typed = settingsSchema().safeParse(inLocal[settingsKey]);
  const local = typed.success ? typed.data : null;
  if ('refused' in reading) {
    return {
      settings: null,
      fromPolicy: true,
      policyKeys: [],
      policyRefused: reading.refused,
      defaultInclude: true,
      newItemsWait: null,
      secret: null,
      headers: {},
    };
  }
  const { policy } = reading;
  const typedSecret = inSession[secretKey];
  return {
    settings: settingsUnder(policy, local, inLocal[emailKey]),
    fromPolicy: policy.oneRoster !== undefined,
    policyKeys: Object.keys(policy).sort(),
    policyRefused: null,
    defaultInclude: policy.defaultInclude ?? true,
    newItemsWait: policy.newItemsWaitForReview ?? null,
    secret: policy.auth?.clientSecret ?? (typeof typedSecret === 'string' ? typedSecret : null),
    headers: policy.auth?.headers ?? {},
  };
}

/** The connection by what the browser itself says the policy is, which it may take seconds to. */
export const confirmedConnection = (ports: SettingsPorts): Promise<Connection> =>
  readConnection({ ...ports, managed: inForce(ports.managed) });

/** What the policy sets, over what was typed; `email` is what the teacher has added to the district's connection. */
function settingsUnder(
  policy: Policy,
  local: ConnectionSettings | null,
  email: unknown,
): ConnectionSettings | null {
  const { profile = 'oneroster', oneRoster, auth, sisName } = policy;
  if (!oneRoster || !auth) return local && sisName ? { ...local, sisName } : local;
  return {
    system: profile,
    version: oneRoster.version,
    authType: authTypeOf(auth),
    sisName: sisName ?? usualName(profile),
    rosteringUrl: oneRoster.rosteringUrl,
    gradebookUrl: oneRoster.gradebookUrl,
    authorizationUrl: auth.authorizationUrl ?? '',
    tokenUrl: auth.tokenUrl ?? '',
    clientId: auth.clientId,
    scopes: auth.scopes ?? neededScopes(oneRoster.version),
    teacherEmail: typeof email === 'string' ? email : (local?.teacherEmail ?? ''),
  };
}

function authTypeOf({ type, signatureMethod }: NonNullable<Policy['auth']>): AuthType {
  if (type !== 'oauth1') return type;
  return signatureMethod === 'HMAC-SHA256' ? 'oauth1-sha256' : 'oauth1-sha1';
}

/** Keeps what was typed on disk; the secret is kept by saveSecret. */
export const saveSettings = (
  { local }: Pick<SettingsPorts, 'local'>,
  settings: ConnectionSettings,
): Promise<void> => local.set({ [settingsKey]: settings });

/** Keeps the one setting that stays the teacher's own under a policy. */
export const saveTeacherEmail = (
  { local }: Pick<SettingsPorts, 'local'>,
  email: string,
): Promise<void> => local.set({ [emailKey]: email });

/** Keeps a typed secret in memory, for this browser session. */
export const saveSecret = (
  { session }: Pick<SettingsPorts, 'session'>,
  secret: string,
): Promise<void> => session.set({ [secretKey]: secret });

export const forgetSecret = ({ session }: Pick<SettingsPorts, 'session'>): Promise<void> =>
  session.remove(secretKey);

/** The origins a SIS connection talks to, each once. */
export const originsOf = (settings: ConnectionSettings): string[] => [
  ...new Set(calledAddresses(settings).map((url) => new URL(url).origin)),
];

/** What the view asks of the browser: which origins may be reached, and whether a teacher has signed in. */
export type ConnectionFacts = {
  granted: (origin: string) => Promise<boolean>;
  signedIn: () => Promise<boolean>;
  redirectUrl: string;
  fallbackName: string;
};

/** How the panel and options describe the connection. */
export async function viewConnection(
  { settings, fromPolicy, policyKeys, policyRefused, secret }: Connection,
  { granted, signedIn, redirectUrl, fallbackName }: ConnectionFacts,
): Promise<ConnectionView> {
  const sisName = settings?.sisName || fallbackName;
  const standing = { sisName, fromPolicy, policyKeys, settings, redirectUrl };
  const base = { ...standing, missingOrigins: [], problem: null };
  if (policyRefused !== null) {
    const problem = { code: 'POLICY_INVALID' as const, params: { detail: policyRefused } };
    return { ...base, state: 'policy-invalid', problem };
  }
  if (settings === null) {
    return { ...base, state: 'not-configured', problem: { code: 'NOT_CONFIGURED' } };
  }
  const origins = originsOf(settings);
  const allowed = await Promise.all(origins.map(granted));
  const missingOrigins = origins.filter((_, n) => !allowed[n]);
  if (missingOrigins.length > 0) {
    const problem = {
      code: 'NO_HOST_ACCESS' as const,
      params: { host: missingOrigins.join(', ') },
    };
    return { ...base, state: 'needs-host-access', missingOrigins, problem };
  }
  // Whether the teacher is signed in to it shows with the first request.
  if (usesOwnSession(settings.authType)) return { ...base, state: 'ready' };
  const isTeachers = settings.authType === 'oauth2-pkce';
  if (isTeachers ? await signedIn() : secret !== null) return { ...base, state: 'ready' };
  const state = isTeachers ? 'needs-sign-in' : 'needs-secret';
  return { ...base, state, problem: { code: 'AUTH_EXPIRED' } };
}
