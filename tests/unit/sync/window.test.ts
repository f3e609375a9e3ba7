// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { profileOf } from '../../../lib/sis/profile.ts';
import { createPace } from '../../../lib/sync/run/pace.ts';
import { openWindow, type Window } from '../../../lib/sync/run/window.ts';
import { createVirtualTime } from '../../simulation/virtual-time.ts';
import { rejected } from './fake-sis.ts';

const plain = profileOf('oneroster', '1.2');

/** Sends so many requests, whose time depends on how many are in flight; answers the widest the window was. */
async function send(
  count: number,
  took: (inFlight: number) => number,
  run = {},
  profile = plain,
  answer: (nth: number) => unknown = () => 'taken',
): Promise<{ widest: number; last: number; mostInFlight: number }> {
  const time = createVirtualTime();
  const { clock, sleep } = time;
  const pace = createPace({ clock, sleep, random: () => 0 });
  const window: Window = openWindow(run, { concurrency: 6, profile, clock, pace });
  let [inFlight, mostInFlight, widest, begun] = [0, 0, 0, 0];
  const one = () =>
    window.request(
      async () => {
        const nth = ++begun;
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        await time.sleep(took(inFlight));
        inFlight--;
        widest = Math.max(widest, window.size());
        return answer(nth);
      },
      () => true,
    );
  const all = Promise.all(Array.from({ length: count }, one));
  await time.run(Number.MAX_SAFE_INTEGER);
  await all;
  return { widest, last: window.size(), mostInFlight };
}

describe('a request that is not to be made any more', () => {
  it('takes no turn from the others', async () => {
    const pace = { turn: vi.fn(async () => undefined) };
    const ports = { concurrency: 6, profile: plain, clock: { now: () => 0 }, pace };
    const { request } = openWindow({}, ports);
    expect(
      await request(
        async () => 'left',
        () => false,
      ),
    ).toBe('left');
    expect(pace.turn).not.toHaveBeenCalled();
    await request(
      async () => 'made',
      () => true,
    );
    expect(pace.turn).toHaveBeenCalledOnce();
  });
});

describe('how many requests are in flight', () => {
  it('begins with six and doubles while answers come as fast as before, up to 100', async () => {
    expect((await send(6, () => 50)).mostInFlight).toBe(6);
    // 6 + 12 + 24 = 42 answers later the window is 48.
    expect((await send(42 + 40, () => 50)).widest).toBe(48);
    expect(await send(2_000, () => 50)).toEqual({ widest: 100, last: 100, mostInFlight: 100 });
  });

  it('stays near six where the browser lets six through (HTTP/1.1)', async () => {
    const { last, mostInFlight } = await send(2_000, (inFlight) => 50 * Math.max(1, inFlight / 6));
    expect(last).toBeLessThanOrEqual(12);
    expect(mostInFlight).toBeLessThanOrEqual(24);
  });

  it('gives way to a SIS that answers more slowly the more it is asked', async () => {
    const { last } = await send(3_000, (inFlight) => 50 + 10 * Math.max(0, inFlight - 20));
    expect(last).toBeLessThanOrEqual(30);
    expect(last).toBeGreaterThanOrEqual(10);
  });

  it('is soon wide again after a moment in which everything was slow', async () => {
    // 6 + 12 + 24 + 48 + 96 = 186 answers later the window is 100; the next 300 take twice as long, as on a machine
    // that is busy with something else. 110 ms are 110 / 95 too slow: 86, 74 and 63 after three rounds. From 63 to
    // 100 a tenth at a time takes five rounds, which are 63 + 69 + 75 + 82 + 90, less than 400 answers.
    let begun = 0;
    const slowInBetween = () => (++begun > 186 && begun <= 486 ? 110 : 50);
    expect((await send(1_000, slowInBetween)).last).toBe(100);
  });

  it('is soon wide again after many such moments in a row', async () => {
    // From 100 down to 6 by halves takes 100 + 50 + 25 + 12 answers, and six stay in flight for the rest of the 300. Then
    // each quick round goes half of the way back to 100: 53, 76, 88, 96 after 6 + 53 + 76 + 88 answers, and 100 after 96.
    let begun = 0;
    const slowForLong = () => (++begun > 186 && begun <= 486 ? 400 : 50);
    expect((await send(1_000, slowForLong)).last).toBe(100);
  });

  it('does not give way while half of a round is as quick as ever, as when our own machine is busy', async () => {
    let begun = 0;
    const everySecondLate = () => (++begun % 2 === 0 ? 200 : 50);
    expect((await send(2_000, everySecondLate)).last).toBe(100);
  });

  it('is down to six under a SIS that has become slow and stays so', async () => {
    let begun = 0;
    expect((await send(1_000, () => (++begun > 186 ? 200 : 50))).last).toBe(6);
  });

  it('is what the system is known to bear, also if it would answer more', async () => {
    expect((await send(500, () => 50, {}, profileOf('powerschool', '1.1'))).mostInFlight).toBe(6);
    expect((await send(500, () => 50, {}, profileOf('aeries', '1.1'))).mostInFlight).toBe(6);
  });

  it('begins with one after a pause the SIS asked for, and grows by one for each hundred taken, to 24 at most', async () => {
    const limited = { limited: 1 };
    expect((await send(100, () => 50, limited)).mostInFlight).toBe(1);
    expect((await send(250, () => 50, limited)).mostInFlight).toBe(3);
    expect((await send(4_000, () => 50, limited)).mostInFlight).toBe(24);
  });

  it('grows after a pause also where answers take a different time each', async () => {
    let begun = 0;
    const unsteady = () => 60 + 20 * (begun++ % 7);
    expect((await send(1_000, unsteady, { limited: 1 })).mostInFlight).toBeGreaterThanOrEqual(5);
  });

  it.each([
    ['not sent', 'left'],
    ['refused', rejected()],
  ])('learns nothing from what was %s, and is not narrow after it', async (_, answer) => {
    expect(
      (
        await send(
          500,
          () => 50,
          {},
          plain,
          () => answer,
        )
      ).mostInFlight,
    ).toBe(6);
    // A SIS refuses in 5 ms, and would be too slow with 50 if that were its fastest answer.
    let begun = 0;
    const quickFirst = () => (++begun <= 12 ? 5 : 50);
    const notFirst = (nth: number) => (nth <= 12 ? answer : 'taken');
    expect((await send(1_000, quickFirst, {}, plain, notFirst)).last).toBe(100);
  });

  it('grows after a pause by what was taken, not by what was refused', async () => {
    // 125 of 250 are taken: two in flight, where all would make it three.
    const everySecond = (nth: number) => (nth % 2 === 0 ? rejected() : 'taken');
    expect((await send(250, () => 50, { limited: 1 }, plain, everySecond)).mostInFlight).toBe(2);
  });
});
