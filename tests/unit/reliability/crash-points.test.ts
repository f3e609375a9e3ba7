import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { sectionKeyText } from '../../../lib/model/item-key.ts';
import { headOf } from '../../../lib/storage/choice-transaction.ts';
import { commitChoices } from '../../../lib/storage/flag-store.ts';
import { createMirror } from '../../../lib/storage/mirror.ts';
import { settle, stage } from '../../../lib/storage/staged-store.ts';
import { openVersion } from '../storage/old-database.ts';
import { item, key, members, score } from '../sync/course.ts';
import { createFakeSis, rejected } from '../sync/fake-sis.ts';
import { startLife, type World } from '../sync/harness.ts';
import { hearConsole } from './after.ts';
import { I1, I2, I3, I4, I5, I6, I7, I8 } from './invariants.ts';
import { createLifeline, type Death, type Lifeline } from './lifeline.ts';
import { interceptUpgrade } from './upgrade-calls.ts';

type Life = Awaited<ReturnType<typeof startLife>>;
type Stage = {
  world: World;
  sis: ReturnType<typeof createFakeSis>;
  /** Lives that could not prove their choices whole, and so might have sent what they must not. */
  unproven: string[];
};

/** What an older version has left on the disk: an item that had been sent and was then opted out. */
const old = {
  flags: {
    ...key,
    itemId: '6',
    include: false,
    rev: 1,
    changedAt: 500,
    source: 'panel',
    opId: 'op-old',
    optOut: 1,
  },
  observed: {
    ...key,
    itemId: '6',
    lineItemId: 'line-item-6',
    lineItem: 'hash-6',
    results: { 'stu-1': 'a', 'stu-2': 'b' },
    lastAttemptAt: 400,
    lastSuccessAt: 400,
    failure: null,
  },
};
const oldSentinel = {
  installId: 'install-1',
  epoch: 1,
  optOuts: 1,
  hashKey: '00'.repeat(32),
  health: 'whole',
} as const;

async function leaveOldDisk(): Promise<void> {
  const db = await openVersion(2);
  for (const [store, row] of Object.entries(old)) await db.put(store, row);
  await db.put('meta', oldSentinel, 'sentinel');
  db.close();
  const optOuts = new Map([[sectionKeyText(key), ['6']]]);
  await createMirror(fakeBrowser.storage.local).rewrite(headOf(oldSentinel), optOuts);
}

/** What a teacher does, step by step. A step that was not heard to end is done again, as the page or the panel does. */
const steps: { name: string; run: (life: Life, stage: Stage) => Promise<void> }[] = [
  {
    name: 'opt out in the panel',
    run: (life) =>
      commitChoices(life, {
        ...key,
        opId: 'op-panel',
        source: 'panel',
        choices: [{ itemId: '2', include: false }],
      }),
  },
  {
    name: 'press Save in Bulk Edit',
    run: (life) =>
      stage(life.db, {
        ...key,
        opId: 'op-bulk',
        tabId: 7,
        source: 'bulk-edit',
        choices: ['3', '4'].map((itemId) => ({ itemId, title: '', include: false })),
        at: 1,
      }),
  },
  {
    name: 'Schoology saved Bulk Edit',
    run: async (life) => void (await settle(life, 'op-bulk', 'saved')),
  },
  {
    name: 'sync, one score refused',
    async run(life, { sis }) {
      sis.refuseWhen((name) => (name === 'Item 1/stu-2' ? rejected() : null));
      await life.sync();
    },
  },
  {
    name: 'retry',
    async run(life, { sis }) {
      sis.refuseWhen(() => null);
      await life.sync();
    },
  },
];

const itemIds = ['1', '2', '3', '4', '5', '6'];
/** The scores of each item: numbers that are nothing else by chance. */
const both = { 'stu-1': 90.140625, 'stu-2': 80.140625 };

const newStage = (): Stage => {
  const sis = createFakeSis();
  const scores = itemIds.flatMap((id) => [
    score('1', id, both['stu-1']),
    score('2', id, both['stu-2']),
  ]);
  const items = itemIds.map((id) => item(id));
  return { sis, world: { items, scores, now: 1_000, sis: sis.client }, unproven: [] };
};

type Performed = { stage: Stage; life: Life; calls: number };

/** The scenario with one death in it. Answers how many calls were made, for the run that counts them. */
async function perform(death: Death | null): Promise<Performed> {
  await leaveOldDisk();
  let current = createLifeline(death);
  // The first life finds the disk of an older version; its upgrade is part of what may be interrupted.
  const end = interceptUpgrade((call) => current.step(call));
  try {
    return await play(current, (next) => {
      current = next;
    });
  } finally {
    end();
  }
}

async function play(first: Lifeline, born: (next: Lifeline) => void): Promise<Performed> {
  const scene = newStage();
  let lifeline = first;
  const be = async (): Promise<Life | null> => {
    const started = startLife(scene.world, lifeline);
    const life = await Promise.race([started, lifeline.died.then(() => null)]);
    if (life && life.sentinel.health !== 'whole') scene.unproven.push(life.sentinel.health);
    return life;
  };
  const reborn = async (): Promise<Life> => {
    lifeline = createLifeline();
    born(lifeline);
    const life = await be();
    if (!life) throw new Error('died twice');
    await Promise.all([life.runner.resume(), life.settled()]);
    return life;
  };
  let life = (await be()) ?? (await reborn());
  const acknowledged = ['the version before'];
  for (const { name, run } of steps) {
    const alive = life;
    const heard = await Promise.race([
      run(alive, scene).then(() => true),
      lifeline.died.then(() => false),
    ]);
    if (!heard) {
      life = await reborn();
      await expectChoices(life, acknowledged); // I1: what was shown as saved is there after any death
      await run(life, scene);
    }
    acknowledged.push(name);
  }
  return { stage: scene, life, calls: first.calls() };
}

/** What each step chose. */
const optOutsOf: Record<string, string[]> = {
  'the version before': ['6'],
  'opt out in the panel': ['2'],
  'Schoology saved Bulk Edit': ['3', '4'],
};

async function expectChoices(life: Life, acknowledged: string[]): Promise<void> {
  await I1(
    life,
    key,
    acknowledged.flatMap((step) => optOutsOf[step] ?? []),
  );
  await I5(life);
}

async function expectInvariants({ stage: { sis, unproven }, life }: Performed): Promise<void> {
  await expectChoices(life, Object.keys(optOutsOf));
  I2(sis.writes, ['Item 2', 'Item 3', 'Item 4', 'Item 6']);
  const rows = await Promise.all(itemIds.map((id) => life.row(id)));
  I3(rows);
  I4(sis.gradebook(), { 'Item 1': both, 'Item 5': both });
  for (const [n, row] of rows.entries()) I6(row, sis.gradebook()[`Item ${n + 1}`], both);
  expect(rows.map(([status]) => status)).toEqual([
    'synced',
    'opted-out',
    'opted-out',
    'opted-out',
    'synced',
    'opted-out',
  ]);
  expect(await life.db.count('staged')).toBe(0);
  I7(unproven);
  await expectNothingTold(life);
  // What the older version knew of the SIS is known still.
  expect(await life.db.get('observed', 'line-item-6')).toMatchObject({ scoresSent: 2 });
  expect((await life.db.get('resultHashes', 'line-item-6'))?.results).toEqual(old.observed.results);
}

async function expectNothingTold({ db }: Life): Promise<void> {
  const stores = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
  const names = members.map(({ name }) => name);
  I8(
    { said: heard, atRest: [...stores, await fakeBrowser.storage.local.get(null)] },
    {
      secrets: [...names, ...Object.values(both).map(String)],
      kept: itemIds.map((id) => `Item ${id}`),
    },
  );
}

async function fresh(): Promise<void> {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
}

let heard: unknown[];

beforeEach(() => {
  heard = hearConsole();
});

describe('a worker that dies before or after any call of any port', () => {
  it('is counted once, undisturbed', async () => {
    const undisturbed = await perform(null);
    await expectInvariants(undisturbed);
    expect(undisturbed.calls).toBeGreaterThan(100);
  });

  it.each(['before', 'after'] as const)(
    'dies %s each of them: nothing is lost and nothing is sent that was opted out',
    { timeout: 300_000 },
    async (when) => {
      const { calls } = await perform(null);
      for (let call = 1; call <= calls; call++) {
        await fresh();
        const survived = await perform({ call, when });
        try {
          await expectInvariants(survived);
        } catch (error) {
          throw new Error(`after dying ${when} call ${call} of ${calls}`, { cause: error });
        }
        survived.life.sleep();
      }
    },
  );
});
