import { createFeed, type Feed } from '../lms/schoology-feed.ts';
import type { Clock } from '../model/clock.ts';
import type { SectionSnapshot } from '../model/graded-item.ts';
import { itemKeyText, type SectionKey, sectionKeyText } from '../model/item-key.ts';
import { sisNameOf } from '../model/sis-system.ts';
import { guardedFetch } from '../net/guarded-fetch.ts';
import { confirmedConnection, readConnection, type SettingsPorts } from '../settings/connection.ts';
import type { PortalRequest } from '../sis/aeries/portal-messages.ts';
import type { SignInWindow } from '../sis/pkce.ts';
import { profileOf } from '../sis/profile.ts';
import { checkStores, confirmStores } from '../storage/check-stores.ts';
import { type Database, openDatabase } from '../storage/database.ts';
import type { KeyValue } from '../storage/key-value.ts';
import { createMirror, type Mirror } from '../storage/mirror.ts';
import type { Sentinel } from '../storage/records.ts';
import { isKnown } from '../storage/roaming-section.ts';
import { pruneRuns } from '../storage/run-history.ts';
import { putSisInForce } from '../storage/sis-rows.ts';
import { settleLeftovers } from '../storage/staged-store.ts';
import { recoverCopies } from '../storage/submitted-copies.ts';
import { createFingerprint, newHashKey } from '../sync/plan/fingerprint.ts';
import { planSection } from '../sync/plan/plan-section.ts';
import { createRunner, type Runner } from '../sync/run/runner.ts';
import type { Workspace } from '../sync/workspace.ts';
import { type Badge, createBadge } from './badge.ts';
import { choicesHeard } from './choices.ts';
import { createSisConnector } from './connect-sis.ts';
import { detailKey } from './failure-details.ts';
import { type Notice, tellOfFailures } from './failure-notice.ts';
import { createLatePlans } from './late-plans.ts';
import { newItemSettings } from './new-item-handlers.ts';
import { createRoaming, type Roaming } from './roaming.ts';
import { createSchedule, type Schedule } from './schedule.ts';
import { beginScheduled } from './scheduled-run.ts';
import { profileFor } from './sis-registry.ts';
import { StorageUnsafeError } from './storage-unsafe.ts';

/** What the background takes from the browser; tests put their own in. */
export type AppPorts = SettingsPorts & {
  clock: Clock;
  /** The browser's own sync service, between the teacher's browsers; null where there is none. */
  sync: KeyValue | null;
  fetch: typeof fetch;
  newId: () => string;
  /** At least 0 and less than 1. */
  random: () => number;
  /** Of the extension, as in its manifest. */
  version: string;
  hasHostAccess: (origin: string) => Promise<boolean>;
  /** Origins of the Schoology tabs that are open now; `custom` = the districts' own addresses. */
  openLmsOrigins: (custom: string[]) => Promise<string[]>;
  /** Runs our script on the pages of these origins, besides those of schoology.com, and on no others. */
  serveOrigins: (origins: string[]) => Promise<void>;
  signInWindow: SignInWindow;
  /** From now on requests of ours to this origin's PowerSchool service name one of its own pages as referer. */
  sendReferer: (origin: string) => Promise<void>;
  /** Asks the script in an open tab of this Aeries; null = no such tab. `{kind: 'no-answer'}` where it did not answer. */
  askAeries: (origin: string, request: PortalRequest) => Promise<unknown>;
  /** Opens the panel as a tab. `at` = what comes after # in its address. */
  openPanel: (at: string) => Promise<void>;
  /** Tells our open pages that something they show has changed. */
  notify: (section: SectionKey | null) => void;
  /** Wakes the background then for a scheduled sync; null = not at all. Epoch milliseconds. */
  wakeAt: (at: number | null) => Promise<void>;
  /** A notification of the browser's, if the teacher has allowed them; it takes the place of the one before. */
  showNotice: (notice: Notice) => Promise<void>;
  /** What the toolbar button shows. */
  showBadge: (badge: Badge) => Promise<void>;
  awake: { begin(): void; end(resumeAt: number | null): void };
  /** Runs alone among all contexts of this browser, or answers null. */
  alone: <T>(work: () => Promise<T>) => Promise<T | null>;
};

/** Requests in flight at once, to begin with: what HTTP/1.1 lets through in both browsers (measured: 6). */
const concurrency = 6;

/** Everything the handlers work with. Holds nothing that would be missed when the worker dies. */
export type App = {
  ports: AppPorts;
  db: Database;
  mirror: Mirror;
  clock: Clock;
  workspace: Workspace;
  runner: Runner;
  schedule: Schedule;
  feed: (origin: string) => Feed;
  /** The last reading of each section, in memory only: names and scores are never on disk. */
  snapshots: Map<string, SectionSnapshot>;
  health: () => Sentinel['health'];
  /** Plans a section anew where it was read in this life, in a moment: nobody waits for it. */
  planSoon: (section: SectionKey) => void;
  roaming: Roaming;
  /** Goes on with an interrupted run, at every wake; not while the choices are not proven whole. */
  resume: () => Promise<void>;
  confirmHealth: () => Promise<void>;
  /**
   * To be called when the connection has changed; answers with the app to go on with. Where the connection leads to
   * another SIS this life ends, and the next one knows the ids and acknowledgements of that one.
   */
  connectionChanged: () => Promise<App>;
  /** This life is over: nothing more is sent or written. */
  end: () => Promise<void>;
};

const sessionKey = 'session';

/**
 * Opens the stores, proves the choices whole and builds the object graph. Rejects with StorageUnsafeError when the
 * stores cannot be opened or read: then nothing is answered from them and nothing is sent. `lives.lost` is called when the
 * database is closed from outside; this app then sends nothing more, and another must be started. `lives.next` starts
 * another after this one has ended.
 */
export async function startApp(
  given: AppPorts,
  lives: { lost: () => void; next: () => Promise<App> },
): Promise<App> {
  let badge: ReturnType<typeof createBadge> | null = null;
  let tellSoon: () => void = () => undefined;
  let abandon = (): void => undefined;
  const ports: AppPorts = {
    ...given,
    notify(section) {
      given.notify(section);
      badge?.show();
      tellSoon();
    },
  };
  // Asked for while the database is opened: whoever woke the background waits for all of it.
  const early = Promise.all([configuredSis(ports), ports.session.get(sessionKey)]);
  early.catch(() => undefined); // waited for below
  const db = await openDatabase(() => {
    abandon();
    lives.lost();
  }).catch((cause: unknown) => {
    throw new StorageUnsafeError('the database cannot be opened', { cause });
  });
  const mirror = createMirror(ports.local);
  const stores = { db, mirror, clock: ports.clock, newId: ports.newId, newHashKey };
  let sentinel = await checkStores(stores).catch((cause: unknown) => {
    db.close();
    throw new StorageUnsafeError('the choices cannot be read', { cause });
  });
  const [sisName, session] = await early;
  if (sisName !== null) await putSisInForce(db, sisName, ports.clock.now());
  const snapshots = new Map<string, SectionSnapshot>();
  const feed = (origin: string): Feed =>
    createFeed(origin, guardedFetch([origin], 'include', ports.fetch));
  const workspace = createWorkspace(ports, { db, mirror, sentinel, sisName, snapshots, feed });
  const runner = createRunner({
    ...workspace,
    ...ports,
    concurrency,
    sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
    async isKnown(section) {
      await roaming.idle(); // what other browsers have said comes first
      return isKnown(db, section);
    },
    noteDetail: (key, detail) => ports.session.set({ [detailKey(itemKeyText(key))]: detail }),
    ended: (run) => void tellOfFailures(ports, db, run).catch(console.error), // the panel says it too
  });
  const roaming = createRoaming({
    ...stores,
    sync: ports.sync,
    installId: () => sentinel.installId,
    onOptOut: runner.exclude,
    onHeard: (section, choices) => choicesHeard(app, section, choices),
    onState: () => ports.notify(null),
  });
  const latePlans = createLatePlans(async (section) => {
    const snapshot = snapshots.get(sectionKeyText(section));
    if (!snapshot) return;
    await planSection(workspace, snapshot, null);
    ports.notify(section);
  });
  abandon = () => {
    runner.abandon();
    roaming.stop();
    latePlans.stop();
    badge?.stop();
  };
  await recoverCopies({ local: ports.local, db });
  if (!session[sessionKey]) await settleEarlierTabs(ports, stores);
  const app: App = {
    ports,
    db,
    mirror,
    clock: ports.clock,
    workspace,
    runner,
    roaming,
    feed,
    snapshots,
    health: () => sentinel.health,
    planSoon: latePlans.soon,
    schedule: createSchedule(ports, () => beginScheduled(app)),
    resume: async () => {
      app.schedule.arm().catch(console.error); // the next wake arms it
      if (sentinel.health !== 'locked') await runner.resume();
    },
    end: async () => {
      abandon();
      await roaming.idle();
      db.close();
    },
    confirmHealth: async () => {
      sentinel = await confirmStores(stores);
    },
    connectionChanged: async () => {
      await runner.checkConnection();
      if ((await configuredSis(ports)) === sisName) return app;
      await app.end();
      return lives.next();
    },
  };
  tellSoon = roaming.tellSoon;
  void roaming.hear();
  badge = createBadge(app);
  badge.show(); // a new browser session begins without one
  return app;
}

async function configuredSis(ports: SettingsPorts): Promise<string | null> {
  const { settings } = await readConnection(ports);
  return settings && sisNameOf(settings);
}

/** Session storage is empty exactly once per browser session; the tabs of an earlier one are gone. */
async function settleEarlierTabs(
  ports: AppPorts,
  stores: { db: Database; mirror: Mirror; clock: Clock },
): Promise<void> {
  await settleLeftovers(stores);
  pruneRuns(stores.db, stores.clock.now()).catch(console.error); // the history may be long; nothing waits for it
  await ports.session.set({ [sessionKey]: true });
}

function createWorkspace(
  ports: AppPorts,
  own: {
    db: Database;
    mirror: Mirror;
    sentinel: Sentinel;
    sisName: string | null;
    snapshots: Map<string, SectionSnapshot>;
    feed: (origin: string) => Feed;
  },
): Workspace {
  const { db, mirror, sentinel, sisName, snapshots, feed } = own;
  return {
    db,
    mirror,
    clock: ports.clock,
    fingerprint: createFingerprint(sentinel.hashKey),
    sis: createSisConnector(ports, db, sisName),
    async settings() {
      const connection = await confirmedConnection(ports);
      const { defaultInclude, settings } = connection;
      // Before a connection is there, a plan shows what can be known without one.
      const profile = settings ? profileFor(settings) : profileOf('oneroster', '1.2');
      const newItems = await newItemSettings(ports, connection);
      return { defaultInclude, teacherEmail: settings?.teacherEmail ?? '', profile, newItems };
    },
    async readSnapshot(section) {
      const stored = await db.get('sections', [section.origin, section.sectionId]);
      const named = { ...section, title: stored?.title ?? section.sectionId };
      const { readSection } = await import('../lms/schoology-client.ts'); // as in sis-registry.ts
      const snapshot = await readSection(feed(section.origin), named);
      snapshots.set(sectionKeyText(section), snapshot);
      return snapshot;
    },
  };
}
