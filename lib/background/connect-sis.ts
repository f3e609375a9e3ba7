import type { ConnectionTest } from '../model/panel-view.ts';
import { isOAuth1, sisNameOf, usesOwnSession } from '../model/sis-system.ts';
import { confirmedConnection, originsOf } from '../settings/connection.ts';
import { type SisClient, SisError } from '../sis/sis-client.ts';
import type { Database } from '../storage/database.ts';
import type { AppPorts } from './app.ts';
import { clientFor, type Usable } from './sis-registry.ts';
import { hasSignIn } from './sis-sign-in.ts';

export type SisPorts = Pick<
  AppPorts,
  | 'local'
  | 'session'
  | 'managed'
  | 'fetch'
  | 'clock'
  | 'hasHostAccess'
  | 'newId'
  | 'sendReferer'
  | 'askAeries'
>;

/**
 * Answers with the configured SIS, ready to be asked; with the same client as long as the connection is the same.
 * Rejects with SisError naming what is missing; no traffic happens here. `sisName` = the SIS whose ids are in force:
 * another one is not asked with them, should the settings already name it.
 */
export function createSisConnector(
  ports: SisPorts,
  db: Database,
  sisName: string | null,
): () => Promise<SisClient> {
  let last: { connection: string; client: Promise<SisClient> } | null = null;
  return async () => {
    const usable = await usableConnection(ports);
    if (sisNameOf(usable.settings) !== sisName) refuse('CONNECTION_CHANGED');
    const connection = JSON.stringify(usable);
    if (last?.connection !== connection)
      last = { connection, client: clientFor(usable, ports, db) };
    return last.client;
  };
}

const refuse = (code: SisError['code'], detail = ''): never => {
  throw new SisError({ code, scope: 'run', detail });
};

/** A connection that can be used now. Rejects with SisError naming what is missing. */
async function usableConnection(ports: SisPorts): Promise<Usable> {
  const reachable = await reachableConnection(ports);
  return (await hasSignIn(reachable.settings, ports)) ? reachable : refuse('AUTH_EXPIRED');
}

/** The same before anybody has signed in. */
export async function reachableConnection(ports: SisPorts): Promise<Usable> {
  const { settings, policyRefused, headers } = await confirmedConnection(ports);
  if (policyRefused !== null) return refuse('POLICY_INVALID', policyRefused);
  if (settings === null) return refuse('NOT_CONFIGURED');
  for (const origin of originsOf(settings)) {
    // Without access a fetch fails like being offline does: ask first, so that the reason is the true one.
    if (!(await ports.hasHostAccess(origin))) return refuse('NO_HOST_ACCESS', origin);
  }
  return { settings, headers };
}

/**
 * Tries the connection without changing anything: signs in, looks the teacher up, and reads the gradebook of one of
 * their classes.
 */
export async function testConnection(ports: SisPorts, db: Database): Promise<ConnectionTest> {
  const began = ports.clock.now();
  try {
    const usable = await usableConnection(ports);
    const { settings } = usable;
    const client = await clientFor(usable, ports, db);
    const [teacher] = await client.findTeachers(settings.teacherEmail || 'sync-to-sis-test');
    return {
      ok: true,
      problem: null,
      canReadRoster: true,
      // Without scopes it is the key's rights, or the teacher's own.
      canWriteGrades:
        isOAuth1(settings.authType) ||
        usesOwnSession(settings.authType) ||
        settings.scopes.some((scope) => scope.endsWith('gradebook.createput')),
      canReadBack: teacher ? await canReadBack(client, teacher.id) : null,
      latency: ports.clock.now() - began,
    };
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    const problem = { code: error.code, params: { detail: error.detail } };
    const nothing = { canReadRoster: false, canWriteGrades: false, canReadBack: null, latency: 0 };
    return { ok: false, problem, ...nothing };
  }
}

async function canReadBack(client: SisClient, teacherId: string): Promise<boolean | null> {
  const [sisClass] = await client.listClassesOfTeacher(teacherId);
  if (!sisClass) return null;
  try {
    await client.listLineItems(sisClass.id);
    return true;
  } catch (error) {
    if (error instanceof SisError && error.code === 'NO_PERMISSION') return false;
    throw error;
  }
}
