import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { App, AppPorts } from '../../../lib/background/app.ts';
import type { Badge } from '../../../lib/background/badge.ts';
import { createHandlers } from '../../../lib/background/handlers.ts';
import { keepApp } from '../../../lib/background/keep-app.ts';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { createRescue } from '../../../lib/background/remove-data.ts';
import { createRouter } from '../../../lib/background/router.ts';
import type { DataOf, MessageName, Reply } from '../../../lib/messages.ts';
import type { SectionKey } from '../../../lib/model/item-key.ts';
import { originsOf, readConnection, type SettingsPorts } from '../../../lib/settings/connection.ts';
import type { KeyValue } from '../../../lib/storage/key-value.ts';
import { isKnown, noteLooked } from '../../../lib/storage/roaming-section.ts';
import { worldHistory } from '../../e2e/steps/teacher.ts';
import { policyOf } from '../settings/policy-of.ts';
import { createInternet } from './internet.ts';
import { createSyncService, type Profile } from './sync-service.ts';

/** Lets everything that is under way go on until `reached`. */
export async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((next) => setImmediate(next));
}

const lms = 'https://app.schoology.com';
export const section = { origin: lms, sectionId: worldHistory.id };
/** Monday 30 November 2026, noon in UTC. */
export const noon = Date.UTC(2026, 10, 30, 12);

/** Items of World History in the sandbox that can be sent, with so many scores each. */
export const essay = { itemId: '50000051', title: 'Essay: the French Revolution' };
export const quiz = { itemId: '50000052', title: 'Quiz: Napoleon' };

/** What makes a second computer: its own disk and name, and what it has in common with the first. */
type Second = {
  name: string;
  disk: IDBFactory;
  local: KeyValue;
  session: KeyValue;
  /** null = a browser without a sync service. */
  profile: Profile | null;
  /** So that both have one Schoology and one SIS. */
  internet: Internet;
};
/** A write on its way out of the browser: what is in it, and where writes might go when it left. */
type Write = { origin: string; body: Promise<string>; allowed: Promise<string[]> };

function noteWrite(request: Request, stored: SettingsPorts, health: App['health'] | null): Write {
  const allowed = async (): Promise<string[]> => {
    if (health?.() === 'locked') return [];
    const { settings } = await readConnection(stored);
    return settings ? originsOf(settings) : [];
  };
  const { origin } = new URL(request.url);
  return { origin, body: request.clone().text(), allowed: allowed() };
}

type Internet = Awaited<ReturnType<typeof createInternet>>;

/**
 * A teacher's computer with its disk, its clock and its way to Schoology and the SIS, connected and signed in. The
 * background runs on it as built, and has shown World History to the teacher; `wake` is its next life. One life ends
 * for good with `sleep`.
 */
export async function startComputer(second: Partial<Second> = {}) {
  const internet = second.internet ?? (await createInternet());
  const profile = second.profile ?? createSyncService().join();
  const world = {
    now: noon,
    /** Where in a spread of times one falls: 0 is its beginning. */
    chance: 0.5,
    policy: {} as Record<string, unknown>,
    closedOrigins: new Set<string>(),
    locked: false,
    /** A run is under way in the background. */
    driving: false,
    /** What the alarm was last told: when to wake, or null when there is nothing to wake for. */
    wakesAt: null as number | null,
    /** How often the open pages were told to read anew. */
    broadcasts: 0,
    /** What they were told, and what the toolbar button has said. */
    told: [] as (SectionKey | null)[],
    badges: [] as Badge[],
    notices: [] as unknown[],
    /** Whether the choices are proven whole, as the background says; null = it has not started. */
    health: null as App['health'] | null,
    /** Every write that has left the browser, whatever became of it, oldest first. */
    writes: [] as Write[],
    /** Opt-outs that were shown as saved, and how many writes had left the browser before. */
    optedOut: [] as { itemId: string; writes: number }[],
  };
  let ids = 0;
  const stored: SettingsPorts = {
    local: second.local ?? fakeBrowser.storage.local,
    session: second.session ?? fakeBrowser.storage.session,
    managed: policyOf(() => world.policy),
  };
  const ports: AppPorts = {
    ...stored,
    clock: { now: () => world.now },
    async fetch(input, init) {
      const request = new Request(input, init);
      if (request.method === 'PUT') world.writes.push(noteWrite(request, stored, world.health));
      return internet.fetch(request);
    },
    random: () => world.chance,
    newId: () => `${second.name ?? 'id'}-${++ids}-${world.now}`,
    version: '1.0.0',
    sync: second.profile === null ? null : profile.area,
    hasHostAccess: async (origin) => !world.closedOrigins.has(origin),
    openLmsOrigins: async () => [lms],
    serveOrigins: async () => undefined,
    sendReferer: async () => undefined,
    askAeries: async () => null,
    signInWindow: { redirectUrl: '', open: () => Promise.reject(new Error('no window')) },
    openPanel: async () => undefined,
    wakeAt: async () => undefined,
    showNotice: async (...notice) => void world.notices.push(...notice),
    showBadge: async (badge) => void world.badges.push(badge),
    notify(about) {
      world.broadcasts++;
      world.told.push(about);
    },
    awake: {
      begin: () => void Object.assign(world, { wakesAt: world.now, driving: true }),
      end: (resumeAt) => void Object.assign(world, { wakesAt: resumeAt, driving: false }),
    },
    async alone(work) {
      if (world.locked) return null;
      world.locked = true;
      try {
        return await work();
      } finally {
        world.locked = false;
      }
    },
  };
  const computer = {
    ...internet,
    world,
    ports,
    profile,
    ...wake(ports, world, second.disk),
    /** The next life of the background; the one before must have come to its end. */
    wake: () => void Object.assign(computer, wake(ports, world, second.disk)),
  };
  profile.onChanged(async () => (await computer.app()).roaming.hear());
  await computer.ask('saveConnection', internet.connection);
  if (!second.name) await noteLooked((await computer.app()).db, section);
  return computer;
}

export type Computer = Awaited<ReturnType<typeof startComputer>>;

type World = {
  driving: boolean;
  health: App['health'] | null;
  writes: unknown[];
  optedOut: { itemId: string; writes: number }[];
};

function wake(ports: AppPorts, world: World, disk: IDBFactory | undefined) {
  const kept = keepApp(ports);
  const app = Object.assign(
    async (): Promise<App> => {
      if (disk) globalThis.indexedDB = disk; // a second computer's database lies on its own
      const started = await kept();
      world.health = started.health;
      return started;
    },
    { between: kept.between },
  );
  const route = createRouter(createHandlers(app), createRescue(ports, app));
  return {
    app,
    /** Asks as the panel does. */
    ask: <K extends MessageName>(name: K, data?: DataOf<K>): Promise<Reply> =>
      route({ to: 'background', name, data }, { kind: 'page' }),
    /** Asks as a page of Schoology does. */
    askFromTab: <K extends MessageName>(name: K, data?: DataOf<K>): Promise<Reply> =>
      route({ to: 'background', name, data }, { kind: 'tab', origin: lms, tabId: 7 }),
    /** Opts an item out in the panel. */
    async optOut(itemId: string, opId = `off-${itemId}`): Promise<Reply> {
      const data = { opId, key: { ...section, itemId }, include: false };
      const reply = await route({ to: 'background', name: 'setInclude', data }, { kind: 'page' });
      if (reply.ok) world.optedOut.push({ itemId, writes: world.writes.length });
      return reply;
    },
    sleep: async (): Promise<void> => (await app()).end(),
    /** Shows the list, freshly read, as the panel does. */
    async look(): Promise<void> {
      await this.ask('refreshSection', section);
      await this.ask('sectionShown', section);
    },
    /** Presses Sync in the panel, which has shown the list before, and waits until the run ends or pauses. */
    async sync(): Promise<Reply> {
      if (!(await isKnown((await app()).db, section))) await this.look();
      const reply = await this.ask('sync', { sections: [section] });
      await settled(await app(), world);
      return reply;
    },
    /** Presses Sync and waits until nothing is under way, also where the run is left to the next wake. */
    async press(): Promise<void> {
      await this.ask('sync', { sections: [section] });
      await until(() => world.driving);
      await until(() => !world.driving);
    },
    /** Waits until the run ends or pauses. */
    settled: async () => settled(await app(), world),
    /** What an alarm or a start of the browser does, until the run ends or pauses. */
    async resume(): Promise<void> {
      const running = await app();
      await running.resume();
      await settled(running, world);
    },
    run: async () => (await app()).runner.view(),
    /** Status, reason and last success of an item, as the panel shows them. */
    async row(itemId: string) {
      const rows = (await createPageHandlers(await app()).getSection(section)).rows;
      const row = rows.find(({ key }) => key.itemId === itemId);
      return row && [row.status, row.reason?.code ?? null, row.lastSuccessAt];
    },
  };
}

async function settled({ runner }: App, world: { driving: boolean }): Promise<void> {
  for (;;) {
    await until(() => !world.driving);
    const run = await runner.view();
    if (run === null || run.resumesAt !== null || run.finishedAt !== null) return;
  }
}
