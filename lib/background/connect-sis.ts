import * as z from 'zod/mini';
import type { ConnectionSettings, ConnectionTest } from '../model/panel-view.ts';
import { guardedFetch } from '../net/guarded-fetch.ts';
import { originsOf, readConnection } from '../settings/connection.ts';
import { createTokenSource, type TokenStore } from '../sis/oauth.ts';
import { createOneRosterClient } from '../sis/oneroster/client.ts';
import { oneRoster12 } from '../sis/profile.ts';
import { type SisClient, SisError } from '../sis/sis-client.ts';
import type { KeyValue } from '../storage/key-value.ts';
import type { AppPorts } from './app.ts';

type Ports = Pick<AppPorts, 'local' | 'session' | 'managed' | 'fetch' | 'clock' | 'hasHostAccess'>;

/**
 * Answers with the configured SIS, ready to be asked; with the same client as long as the connection is the same.
 * Rejects with SisError naming what is missing; no traffic happens here.
 */
export function createSisConnector(ports: Ports): () => Promise<SisClient> {
  let last: { settings: string; client: SisClient } | null = null;
  return async () => {
    const settings = await usableSettings(ports);
    const text = JSON.stringify(settings);
    if (last?.settings !== text) last = { settings: text, client: clientFor(settings, ports) };
    return last.client;
  };
}

async function usableSettings(ports: Ports): Promise<ConnectionSettings> {
  const { settings, policyRefused, secret } = await readConnection(ports);
  const refuse = (code: SisError['code'], detail = ''): never => {
    throw new SisError({ code, scope: 'run', detail });
  };
  if (policyRefused !== null) return refuse('POLICY_INVALID', policyRefused);
  if (settings === null) return refuse('NOT_CONFIGURED');
  for (const origin of originsOf(settings)) {
    // Without access a fetch fails like being offline does: ask first, so that the reason is the true one.
    if (!(await ports.hasHostAccess(origin))) return refuse('NO_HOST_ACCESS', origin);
  }
  return secret === null ? refuse('AUTH_EXPIRED') : settings;
}

/** A permission that is revoked under a request makes it fail as a lost network does: then the true reason is asked. */
const namingLostAccess =
  (ports: Ports): typeof fetch =>
  async (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input);
    try {
      return await ports.fetch(input, init);
    } catch (error) {
      if (await ports.hasHostAccess(origin)) throw error;
      throw new SisError({ code: 'NO_HOST_ACCESS', scope: 'run', detail: origin });
    }
  };

function clientFor(settings: ConnectionSettings, ports: Ports): SisClient {
  const fetch = guardedFetch(originsOf(settings), 'omit', namingLostAccess(ports));
  const getToken = createTokenSource({
    fetch,
    clock: ports.clock,
    tokenUrl: settings.tokenUrl,
    clientId: settings.clientId,
    clientSecret: async () => (await readConnection(ports)).secret,
    scopes: settings.scopes,
    store: tokenStore(ports.session),
  });
  const { rosteringUrl, gradebookUrl } = settings;
  const roots = { rosteringUrl, gradebookUrl };
  return createOneRosterClient({
    fetch,
    roots,
    getToken,
    clock: ports.clock,
    profile: oneRoster12,
  });
}

const tokenKey = 'token';
const tokenSchema = z.object({
  accessToken: z.string(),
  renewAt: z.number(),
  issuedFor: z.string(),
});

/** After a change of the connection: what was issued for another host or secret is not used any more. */
export const forgetToken = (session: KeyValue): Promise<void> => session.remove(tokenKey);

/** Tokens live in session storage only: on no disk, gone with the browser. */
const tokenStore = (session: KeyValue): TokenStore => ({
  async get() {
    const parsed = tokenSchema.safeParse((await session.get(tokenKey))[tokenKey]);
    return parsed.success ? parsed.data : null;
  },
  set: (token) => session.set({ [tokenKey]: token }),
  clear: () => session.remove(tokenKey),
});

/**
 * Tries the connection without changing anything: signs in, looks a teacher up. Whether grades may be written shows
 * only when one is; what can be known is whether the right was asked for.
 */
export async function testConnection(ports: Ports): Promise<ConnectionTest> {
  const began = ports.clock.now();
  try {
    const settings = await usableSettings(ports);
    await clientFor(settings, ports).findTeachers(settings.teacherEmail || 'sync-to-sis-test');
    return {
      ok: true,
      problem: null,
      canReadRoster: true,
      canWriteGrades: settings.scopes.some((scope) => scope.endsWith('gradebook.createput')),
      latency: ports.clock.now() - began,
    };
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    const problem = { code: error.code, params: { detail: error.detail } };
    return { ok: false, problem, canReadRoster: false, canWriteGrades: false, latency: 0 };
  }
}
