// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notice } from '../../../lib/background/failure-notice.ts';
import { essay, noon, section, startComputer, until } from './computer.ts';

const minute = 60_000;
let computer: Awaited<ReturnType<typeof startComputer>>;
let alarm: number | null;
let notices: Notice[];

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  computer = await startComputer();
  alarm = null;
  notices = [];
  computer.ports.wakeAt = async (at) => {
    alarm = at;
  };
  computer.ports.showNotice = async (notice) => void notices.push(notice);
  await computer.sleep();
  computer.wake();
});

/** The alarm rings, and the run that begins comes to its end. */
async function ring(): Promise<void> {
  const app = await computer.app();
  const before = (await computer.run())?.id;
  await app.schedule.ring();
  await until(() => !computer.world.driving);
  expect((await computer.run())?.id).not.toBe(before);
}

const schedule = (everyMinutes: number | null, notify = false) =>
  computer.ask('saveSchedule', { everyMinutes, notify });

describe('a sync by itself', () => {
  it('sends what every linked section has to send, and says who began it', async () => {
    await computer.ask('refreshSection', section);
    await schedule(60);
    expect(alarm).toBe(noon + 30 * minute);
    computer.world.now = noon + 30 * minute;
    await ring();
    expect(await computer.row(essay.itemId)).toEqual(['synced', null, computer.world.now]);
    const history = await computer.ask('getHistory', { count: 1 });
    expect(history).toMatchObject({
      ok: true,
      value: { runs: [{ trigger: 'schedule', state: 'done', sections: [section] }] },
    });
    expect(alarm).toBe(noon + 90 * minute);
  });

  it('begins nothing before any section is linked', async () => {
    await schedule(60);
    await (await computer.app()).schedule.ring();
    expect(await computer.run()).toBeNull();
  });

  it('signed out of Schoology ends, says why, and sends nothing', async () => {
    await computer.ask('refreshSection', section);
    await schedule(60, true);
    computer.lms.signOut();
    await ring();
    expect(await computer.run()).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'LMS_SIGNED_OUT' },
    });
    expect(await computer.row(essay.itemId)).toEqual(['pending', 'NOT_YET_SYNCED', null]);
    expect(notices).toEqual([]);
  });

  it('joins a run that waits, and does not press a SIS that asked for a pause', async () => {
    await computer.ask('refreshSection', section);
    await schedule(15);
    computer.sis.failNext({ method: 'PUT', status: 429, headers: { 'retry-after': '600' } });
    await computer.sync();
    const waiting = await computer.run();
    expect(waiting?.resumesAt).toBe(noon + 15 * minute); // the wish, and half of as much again
    const puts = computer.sis.puts().length;
    await (await computer.app()).schedule.ring();
    expect((await computer.run())?.id).toBe(waiting?.id);
    expect(computer.sis.puts()).toHaveLength(puts);
  });

  it('tells of an item that failed, once, and only the teacher who wants to know', async () => {
    await computer.ask('refreshSection', section);
    computer.interfere((request, pass) =>
      request.method === 'PUT' && request.url.includes('/results/')
        ? new Response('{}', { status: 422 })
        : pass(),
    );
    await schedule(60);
    await ring();
    expect(notices).toEqual([]);
    await schedule(60, true);
    computer.world.now += minute;
    await ring();
    expect(notices).toEqual([]); // the same items as before
    computer.interfere(null);
    computer.world.now += minute;
    await ring();
    computer.lms.setScore('31000009', essay.itemId, 89);
    computer.interfere((request, pass) =>
      request.method === 'PUT' ? new Response('{}', { status: 422 }) : pass(),
    );
    computer.world.now += minute;
    await ring();
    await until(() => notices.length > 0);
    expect(notices.map(({ title }) => title)).toEqual(['Sync to SIS: 1 item failed']);
  });
});
