import * as z from 'zod/mini';
import { neededScopes } from '../model/oneroster-scopes.ts';
import type { ConnectionSettings, ConnectionView } from '../model/panel-view.ts';
import type { KeyValue } from '../storage/key-value.ts';
import { type Policy, readPolicy } from './policy.ts';

const settingsKey = 'connection';
const secretKey = 'clientSecret';

const settingsSchema = z.object({
  sisName: z.string(),
  rosteringUrl: z.string(),
  gradebookUrl: z.string(),
  tokenUrl: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  teacherEmail: z.string(),
});

export type SettingsPorts = {
  local: KeyValue;
  /** Memory only: gone when the browser closes. */
  session: KeyValue;
  /** The district's policy; Firefox rejects when there is none. */
  managed: Pick<KeyValue, 'get'>;
};

export type Connection = {
  settings: ConnectionSettings | null;
  fromPolicy: boolean;
  /** Why the district's policy was refused; nothing is sent then. */
  policyRefused: string | null;
  defaultInclude: boolean;
  secret: string | null;
};

/** The connection as it stands: the district's policy wins over what was typed into options. */
export async function readConnection(ports: SettingsPorts): Promise<Connection> {
  const reading = await readPolicy(ports.managed);
  const typed = settingsSchema.safeParse((await ports.local.get(settingsKey))[settingsKey]);
  const local = typed.success ? typed.data : null;
  if ('refused' in reading) {
    return {
      settings: null,
      fromPolicy: true,
      policyRefused: reading.refused,
      defaultInclude: true,
      secret: null,
    };
  }
  const { policy } = reading;
  const typedSecret = (await ports.session.get(secretKey))[secretKey];
  return {
    settings: policySettings(policy, local) ?? local,
    fromPolicy: policy.oneRoster !== undefined,
    policyRefused: null,
    defaultInclude: policy.defaultInclude ?? true,
    secret: policy.auth?.clientSecret ?? (typeof typedSecret === 'string' ? typedSecret : null),
  };
}

function policySettings(
  policy: Policy,
  local: ConnectionSettings | null,
): ConnectionSettings | null {
  const { oneRoster, auth, sisName } = policy;
  if (!oneRoster || !auth?.tokenUrl) return local && sisName ? { ...local, sisName } : null;
  return {
    sisName: sisName ?? '',
    rosteringUrl: oneRoster.rosteringUrl,
    gradebookUrl: oneRoster.gradebookUrl,
    tokenUrl: auth.tokenUrl,
    clientId: auth.clientId,
    scopes: auth.scopes ?? [...neededScopes],
    teacherEmail: local?.teacherEmail ?? '',
  };
}

/** Keeps what was typed on disk; the secret is kept by saveSecret. */
export const saveSettings = (
  { local }: Pick<SettingsPorts, 'local'>,
  settings: ConnectionSettings,
): Promise<void> => local.set({ [settingsKey]: settings });

/** Keeps a typed secret in memory, for this browser session. */
export const saveSecret = (
  { session }: Pick<SettingsPorts, 'session'>,
  secret: string,
): Promise<void> => session.set({ [secretKey]: secret });

/** The origins a SIS connection talks to, each once. */
export const originsOf = ({
  rosteringUrl,
  gradebookUrl,
  tokenUrl,
}: ConnectionSettings): string[] => [
  ...new Set([rosteringUrl, gradebookUrl, tokenUrl].map((url) => new URL(url).origin)),
];

/** How the panel and options describe the connection. `granted` says whether an origin may be reached. */
export async function viewConnection(
  { settings, fromPolicy, policyRefused, secret }: Connection,
  granted: (origin: string) => Promise<boolean>,
  fallbackName: string,
): Promise<ConnectionView> {
  const sisName = settings?.sisName || fallbackName;
  const base = { sisName, fromPolicy, missingOrigins: [], problem: null, settings };
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
  if (secret === null) return { ...base, state: 'needs-secret', problem: { code: 'AUTH_EXPIRED' } };
  return { ...base, state: 'ready' };
}
