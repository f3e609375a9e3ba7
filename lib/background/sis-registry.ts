import type { ConnectionSettings } from '../model/panel-view.ts';
import { type SisSystem, usesOwnSession } from '../model/sis-system.ts';
import { portalProfile } from '../sis/aeries/profile.ts';
import { type Profile, profileOf } from '../sis/profile.ts';
import { withHeaders } from '../sis/sign-in.ts';
import { type SisClient, SisError } from '../sis/sis-client.ts';
import { createAssignmentIds, createAssignmentNumbers } from '../storage/assignment-ids.ts';
import type { Database } from '../storage/database.ts';
import type { SisPorts } from './connect-sis.ts';
import { sisFetch } from './sis-fetch.ts';
import { signInFor } from './sis-sign-in.ts';

/** A connection that is whole; `headers` are the district's, for every request. */
export type Usable = { settings: ConnectionSettings; headers: Record<string, string> };

/**
 * One way into a SIS: what it takes, and a client that speaks it. Nothing is asked of the SIS here. Clients are
 * imported where they are made: the bundle is one file, but what is imported so is only run then, and not at every
 * start of the worker.
 */
type WayIn = {
  profile: (settings: ConnectionSettings) => Profile;
  connect: (usable: Usable, ports: SisPorts, db: Database) => Promise<SisClient>;
};

const oneRoster: WayIn = {
  profile: ({ system, version }) => profileOf(system, version),
  connect: async ({ settings, headers }, ports) => {
    const { createOneRosterClient } = await import('../sis/oneroster/client.ts');
    return createOneRosterClient({
      fetch: sisFetch(settings, ports),
      roots: settings,
      signIn: withHeaders(headers, signInFor(settings, ports)),
      clock: ports.clock,
      profile: oneRoster.profile(settings),
    });
  },
};

const powerTeacher: WayIn = {
  // It knows the marks that OneRoster 1.1 has no words for.
  profile: ({ system }) => profileOf(system, '1.2'),
  connect: async ({ settings }, ports, db) => {
    const { createPowerSchoolClient } = await import('../sis/powerschool/client.ts');
    const origin = settings.rosteringUrl;
    return createPowerSchoolClient({
      fetch: refererFirst(sisFetch(settings, ports), () => ports.sendReferer(origin)),
      origin,
      clock: ports.clock,
      ids: createAssignmentIds(db, origin),
    });
  },
};

/** Between two marks (ms): a class of thirty takes some seconds, and nobody's portal notices (aeries.md 6). */
const markGap = 120;

const aeriesPortal: WayIn = {
  profile: () => portalProfile,
  connect: async ({ settings }, ports, db) => {
    const { createAeriesClient } = await import('../sis/aeries/client.ts');
    return createAeriesClient({
      ask: (request) => ports.askAeries(settings.rosteringUrl, request),
      clock: ports.clock,
      numbers: createAssignmentNumbers(db, settings.rosteringUrl),
      pause: () => new Promise((resume) => setTimeout(resume, markGap)),
    });
  },
};

/** Every system, with the ways into it: by keys of the district or a sign-in for us, or as the teacher who is there. */
const sisRegistry: Record<SisSystem, { keys: WayIn; ownSession?: WayIn }> = {
  oneroster: { keys: oneRoster },
  aeries: { keys: oneRoster, ownSession: aeriesPortal },
  eschoolplus: { keys: oneRoster },
  'infinite-campus': { keys: oneRoster },
  powerschool: { keys: oneRoster, ownSession: powerTeacher },
  skyward: { keys: oneRoster },
  'sis-connect': { keys: oneRoster },
};

const wayInto = ({ system, authType }: ConnectionSettings): WayIn | undefined =>
  sisRegistry[system][usesOwnSession(authType) ? 'ownSession' : 'keys'];

/** The rules of the SIS that a connection names. */
export const profileFor = (settings: ConnectionSettings): Profile =>
  (wayInto(settings) ?? oneRoster).profile(settings);

/** The client of a connection; no traffic happens here. Rejects with SisError where the system has no such way in. */
export async function clientFor(usable: Usable, ports: SisPorts, db: Database): Promise<SisClient> {
  const way = wayInto(usable.settings);
  if (!way) {
    const detail = usable.settings.authType;
    throw new SisError({ code: 'NOT_CONFIGURED', scope: 'run', detail });
  }
  return way.connect(usable, ports, db);
}

/** PowerSchool wants to be called from its own pages (powerschool.md 1.1); the rule must stand before the request. */
const refererFirst =
  (send: typeof fetch, prepare: () => Promise<void>): typeof fetch =>
  async (input, init) => {
    await prepare();
    return send(input, init);
  };
