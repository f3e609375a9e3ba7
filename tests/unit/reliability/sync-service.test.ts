// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { panelView } from '../../../lib/background/views.ts';
import { limits } from '../../../lib/storage/roaming-record.ts';
import { type Computer, essay, noon, quiz, section, startComputer } from './computer.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

async function begin(given: Parameters<typeof startComputer>[0] = {}): Promise<Computer> {
  const computer = await startComputer(given);
  await computer.ask('refreshSection', section);
  return computer;
}

const said = async ({ app }: Computer): Promise<string> => (await panelView(await app())).roaming;
const tell = async ({ app }: Computer): Promise<void> => (await app()).roaming.tell();

/** Choices are made and kept, and the sync ends as it does with a service that works. */
async function expectNothingLost(computer: Computer): Promise<void> {
  expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
  await computer.sync();
  expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
  expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
  expect(computer.putsOf(quiz.title)).toEqual([]);
  await computer.sleep();
  computer.wake();
  expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
}

const refuse = (): never => {
  throw new Error('QUOTA_BYTES quota exceeded');
};

describe('the browser’s own sync service', () => {
  it('is missing: said, and everything else goes on', async () => {
    const computer = await begin({ profile: null });
    expect(await computer.optOut(quiz.itemId)).toMatchObject({ ok: true });
    expect(await said(computer)).toBe('unavailable');
    await expectNothingLost(computer);
  });

  it.each(['get', 'set'] as const)(
    'refuses to %s: said, and told once it does not',
    async (call) => {
      const computer = await begin();
      const area = vi.spyOn(computer.profile.area, call).mockImplementation(refuse);
      expect(await computer.optOut(quiz.itemId)).toMatchObject({ ok: true });
      await tell(computer);
      expect(await said(computer)).toBe('unavailable');
      expect(computer.profile.stored()).toEqual({});
      await expectNothingLost(computer);
      area.mockRestore();
      await (await computer.app()).roaming.hear();
      expect(await said(computer)).toBe('ok');
      expect(JSON.stringify(computer.profile.stored())).toContain(quiz.itemId);
    },
  );

  it('is full: said, what lies there stays, and told once there is room', async () => {
    const computer = await begin();
    const others = Object.fromEntries(
      Array.from({ length: limits.items }, (_, n) => [`other-${n}`, n]),
    );
    await computer.profile.area.set(others);
    expect(await computer.optOut(quiz.itemId)).toMatchObject({ ok: true });
    await tell(computer);
    expect(await said(computer)).toBe('full');
    expect(computer.profile.stored()).toEqual(others);
    await expectNothingLost(computer);
    await computer.profile.area.remove(Object.keys(others).slice(0, 100));
    await tell(computer);
    expect(await said(computer)).toBe('ok');
    expect(JSON.stringify(computer.profile.stored())).toContain(quiz.itemId);
  });

  it('holds what nobody can read: nothing of it is taken over, and choices are still told', async () => {
    const computer = await begin();
    const own = computer.profile;
    await computer.optOut(quiz.itemId);
    await tell(computer);
    const torn = Object.fromEntries(
      Object.keys(own.stored()).map((key) => [`${key}x`, { torn: 1 }]),
    );
    await own.area.set(torn);
    await (await computer.app()).roaming.hear();
    expect(await said(computer)).toBe('ok');
    await expectNothingLost(computer);
    expect(await (await computer.app()).db.count('flags')).toBe(1);
  });
});
