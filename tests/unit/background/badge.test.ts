import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { eventually } from '../eventually.ts';
import { algebra, anItem, background, biology, putItems } from './harness.ts';

const toSend = { changes: 2, reason: null, blocked: false };
const stuck = { changes: 0, reason: { code: 'DUE_DATE_MISSING' as const }, blocked: true };

let world: Awaited<ReturnType<typeof background>>;
beforeEach(async () => {
  world = await background();
});

const shows = (badge: object) => eventually(() => expect(world.badge()).toEqual(badge));

describe('the toolbar button', () => {
  it('says nothing while there is nothing to say', () =>
    shows({ kind: 'none', text: '', title: 'Sync to SIS' }));

  it('counts the items with something to send, of all sections', async () => {
    await putItems(world.app, anItem(algebra, '1', toSend));
    await putItems(world.app, anItem(biology, '2', toSend));
    world.app.ports.notify(null);
    await shows({ kind: 'pending', text: '2', title: 'Sync to SIS: 2 items to sync' });
  });

  it('counts what somebody has to mend instead, where there is any', async () => {
    await putItems(world.app, anItem(algebra, '1', toSend));
    await putItems(world.app, anItem(algebra, '2', stuck));
    world.app.ports.notify(algebra);
    await shows({ kind: 'attention', text: '1', title: 'Sync to SIS: 1 item needs attention' });
    expect(world.notify).toHaveBeenCalledWith(algebra);
  });

  it('keeps to four characters', async () => {
    const items = Array.from({ length: 1_000 }, (_, n) => anItem(algebra, String(n), toSend));
    await putItems(world.app, ...items);
    world.app.ports.notify(null);
    await shows({ kind: 'pending', text: '999+', title: 'Sync to SIS: 1000 items to sync' });
  });

  it('follows the teacher’s choice', async () => {
    await putItems(world.app, anItem(algebra, '1', toSend));
    world.app.ports.notify(null);
    await shows({ kind: 'pending', text: '1', title: 'Sync to SIS: 1 item to sync' });
    const { setInclude } = createPageHandlers(world.app);
    await setInclude({ opId: 'op-12345', key: { ...algebra, itemId: '1' }, include: false });
    await shows({ kind: 'none', text: '', title: 'Sync to SIS' });
  });
});

describe('once this life is over', () => {
  let error: MockInstance<typeof console.error>;
  beforeEach(async () => {
    error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await shows({ kind: 'none', text: '', title: 'Sync to SIS' });
    await putItems(world.app, anItem(algebra, '1', toSend));
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    world.app.ports.notify(null);
  });
  afterEach(() => {
    vi.useRealTimers();
    expect(world.badge()).toEqual({ kind: 'none', text: '', title: 'Sync to SIS' });
    expect(error).not.toHaveBeenCalled();
  });

  it('a count that was to begin is not made', async () => {
    await world.app.end();
    world.app.ports.notify(null);
    await vi.advanceTimersByTimeAsync(1_000);
  });

  it.each(['open', 'closed'])(
    'a count that was being made is not shown, with the database %s',
    async (state) => {
      const todo = vi.spyOn(world.app.runner, 'todo').mockImplementation(() => {
        void world.app.end();
        if (state === 'closed') world.app.db.close();
        return new Set();
      });
      await vi.advanceTimersByTimeAsync(250);
      await eventually(() => expect(todo).toHaveBeenCalled());
      await vi.advanceTimersByTimeAsync(1_000);
    },
  );
});
