import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { algebra, anItem, background, biology, putItems } from './harness.ts';

const toSend = { changes: 2, reason: null, blocked: false };
const stuck = { changes: 0, reason: { code: 'DUE_DATE_MISSING' as const }, blocked: true };

let world: Awaited<ReturnType<typeof background>>;
beforeEach(async () => {
  world = await background();
});

const shows = (badge: object) => vi.waitFor(() => expect(world.badge()).toEqual(badge));

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

  it('says no more once this life is over, and does not stumble over its closed database', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await shows({ kind: 'none', text: '', title: 'Sync to SIS' });
    await putItems(world.app, anItem(algebra, '1', toSend));
    world.app.ports.notify(null); // is reading when the database is closed
    await world.app.end();
    world.app.ports.notify(null);
    await new Promise((next) => setTimeout(next));
    expect(world.badge()).toEqual({ kind: 'none', text: '', title: 'Sync to SIS' });
    expect(error).not.toHaveBeenCalled();
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
