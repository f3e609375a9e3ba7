import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { commitChoices } from '../../../lib/storage/flag-store.ts';
import { settle, stage } from '../../../lib/storage/staged-store.ts';
import { item, key, score } from '../sync/course.ts';
import { createFakeSis, rejected } from '../sync/fake-sis.ts';
import { startLife, type World } from '../sync/harness.ts';
import { I1, I2, I3, I4, I5, I6 } from './invariants.ts';
import { createLifeline, type Death, type Lifeline } from './lifeline.ts';

type Life = Awaited<ReturnType<typeof startLife>>;
type Stage = { world: World; sis: ReturnType<typeof createFakeSis> };

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

const newStage = (): Stage => {
  const sis = createFakeSis();
  const scores = ['1', '2', '3', '4', '5'].flatMap((id) => [
    score('1', id, 90),
    score('2', id, 80),
  ]);
  const items = ['1', '2', '3', '4', '5'].map((id) => item(id));
  return { sis, world: { items, scores, now: 1_000, sis: sis.client } };
};

/** The scenario with one death in it. Answers how many calls were made, for the run that counts them. */
async function perform(death: Death | null): Promise<{ stage: Stage; life: Life; calls: number }> {
  const scene = newStage();
  const first = createLifeline(death);
  let lifeline: Lifeline = first;
  const be = async (): Promise<Life | null> => {
    const started = startLife(scene.world, lifeline);
    return Promise.race([started, lifeline.died.then(() => null)]);
  };
  const reborn = async (): Promise<Life> => {
    lifeline = createLifeline();
    const life = await be();
    if (!life) throw new Error('died twice');
    await Promise.all([life.runner.resume(), life.settled()]);
    return life;
  };
  let life = (await be()) ?? (await reborn());
  const acknowledged: string[] = [];
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

async function expectInvariants({
  stage: { sis },
  life,
}: {
  stage: Stage;
  life: Life;
}): Promise<void> {
  const both = { 'stu-1': 90, 'stu-2': 80 };
  await expectChoices(life, Object.keys(optOutsOf));
  I2(sis.writes, ['Item 2', 'Item 3', 'Item 4']);
  const rows = await Promise.all(['1', '2', '3', '4', '5'].map((id) => life.row(id)));
  I3(rows);
  I4(sis.gradebook(), { 'Item 1': both, 'Item 5': both });
  for (const [n, row] of rows.entries()) I6(row, sis.gradebook()[`Item ${n + 1}`], both);
  expect(rows.map(([status]) => status)).toEqual([
    'synced',
    'opted-out',
    'opted-out',
    'opted-out',
    'synced',
  ]);
  expect(await life.db.count('staged')).toBe(0);
}

async function fresh(): Promise<void> {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
}

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
