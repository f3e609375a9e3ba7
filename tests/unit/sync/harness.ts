import type { GradedItem, Score } from '../../../lib/model/graded-item.ts';
import type { NewItemSettings } from '../../../lib/model/item-rule.ts';
import { type Profile, profileOf } from '../../../lib/sis/profile.ts';
import type { SisClient } from '../../../lib/sis/sis-client.ts';
import { readFlags } from '../../../lib/storage/flag-store.ts';
import { observedItems } from '../../../lib/storage/observed-rows.ts';
import { storedItems } from '../../../lib/storage/section-rows.ts';
import { createFingerprint } from '../../../lib/sync/plan/fingerprint.ts';
import type { RunnerDeps } from '../../../lib/sync/run/active-run.ts';
import { latestRun } from '../../../lib/sync/run/run-store.ts';
import { createRunner } from '../../../lib/sync/run/runner.ts';
import { buildRow, seenIn } from '../../../lib/sync/show/rows.ts';
import type { Workspace } from '../../../lib/sync/workspace.ts';
import { createLifeline, type Lifeline } from '../reliability/lifeline.ts';
import { wake } from '../storage/harness.ts';
import { key, snapshot } from './course.ts';

/** Schoology and the clock as a test moves them. */
export type World = {
  items: GradedItem[];
  scores: Score[];
  now: number;
  sis: SisClient;
  /** Plain OneRoster 1.2 where none is named. */
  profile?: Profile;
  newItems?: NewItemSettings;
};

/** One life of the background over the disk as it is; start another to see what a killed worker comes back to. */
export async function startLife(world: World, lifeline: Lifeline = createLifeline()) {
  const stores = await wake(lifeline.wrap);
  const sis = lifeline.wrap(world.sis);
  let ids = 0;
  const awake: string[] = [];
  const details = new Map<string, string>();
  const workspace: Workspace = {
    db: stores.db,
    mirror: stores.mirror,
    clock: { now: () => world.now },
    readSnapshot: async () => snapshot(world.items, world.scores),
    sis: async () => sis,
    settings: async () => ({
      defaultInclude: true,
      teacherEmail: '',
      profile: world.profile ?? profileOf('oneroster', '1.2'),
      newItems: world.newItems ?? { wait: false, rules: [] },
    }),
    fingerprint: createFingerprint(stores.sentinel.hashKey),
  };
  const deps: RunnerDeps = {
    ...workspace,
    concurrency: 2,
    random: () => 0,
    sleep: async (ms) => {
      world.now += ms;
    },
    isKnown: async () => true,
    newId: () => `run-${++ids}-${world.now}`,
    notify: () => undefined,
    awake: {
      begin: () => awake.push('begin'),
      end: (resumeAt) => awake.push(resumeAt === null ? 'end' : `wake at ${resumeAt}`),
    },
    noteDetail: async ({ itemId }, detail) => void details.set(itemId, detail),
    ended: () => undefined,
    alone: (work) => work(),
  };
  const runner = createRunner(deps);
  const link = async () => (await stores.db.get('links', [key.origin, key.sectionId])) ?? null;

  return {
    ...stores,
    workspace,
    runner,
    awake,
    details,
    kill: lifeline.kill,
    /** Starts a run over the section and waits for its end or pause. */
    async sync(only: string[] | null = null, manner: Parameters<typeof runner.start>[2] = {}) {
      const items = only?.map((itemId) => ({ ...key, itemId })) ?? null;
      await runner.start([key], items, manner);
      await this.settled();
      return latestRun(stores.db);
    },
    /** Resolves when no run is under way in this life. */
    async settled(): Promise<void> {
      while (awake.at(-1) === 'begin') await new Promise((next) => setImmediate(next));
    },
    /** Status, reason code and last success of an item, as the panel would show it. */
    async row(itemId: string) {
      const item = (await storedItems(stores.db, key)).get(itemId);
      if (!item) throw new Error(`no item ${itemId}`);
      const row = buildRow({
        item,
        flag: (await readFlags(stores.db, key)).get(itemId),
        defaultInclude: true,
        seen: seenIn(await link(), await observedItems(stores.db, key))(item),
        categoryTitle: null,
        periodTitle: null,
        todo: runner.todo(),
        detail: details.get(itemId) ?? null,
      });
      return [row.status, row.reason?.code ?? null, row.lastSuccessAt] as const;
    },
  };
}
