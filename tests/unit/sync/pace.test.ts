// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createPace } from '../../../lib/sync/run/pace.ts';
import { simulateDistrict } from '../../simulation/district.ts';
import { createVirtualTime } from '../../simulation/virtual-time.ts';

const second = 1_000;

/** A pace in virtual time, to which ten requests were taken in the first second. */
async function paced(run: { limited?: number } = {}) {
  const time = createVirtualTime();
  const pace = createPace({ ...time, ...run, random: () => 0 });
  for (let n = 0; n < 10; n++) pace.taken();
  await time.run(0);
  time.at(second, () => undefined);
  await time.run(second);
  return { ...time, pace };
}

/** A pace of 10 / 3 requests a second that is known well: it was refused after more than two seconds of it. */
async function known() {
  const world = await paced();
  world.pace.slowDown(3 * second);
  await turns(world, 1);
  for (let n = 0; n < 7 + 1; n++) world.pace.taken();
  await turns(world, 3);
  world.pace.slowDown(world.clock.now() + second);
  await turns(world, 1);
  return world;
}

/** When so many requests may be made, in ms. */
async function turns({ pace, clock, run }: Awaited<ReturnType<typeof paced>>, count: number) {
  const at: number[] = [];
  const all = Array.from({ length: count }, () => pace.turn().then(() => at.push(clock.now())));
  await run(Number.MAX_SAFE_INTEGER);
  await Promise.all(all);
  return at;
}

describe('how quickly requests follow each other', () => {
  it('at once, until the SIS refuses one', async () => {
    expect(await turns(await paced(), 3)).toEqual([second, second, second]);
  });

  it('after a short wish not before it ends, and then as many a second as it has taken', async () => {
    const world = await paced();
    expect(world.pace.slowDown(3 * second)).toBe(true);
    // Ten in the first second and none in the two of the wish: 10 / 3 a second, which are 300 ms apart, and 225 in the
    // three quarters of a second in which they come. The fifth would be at 4,200: 150 ms into the second after.
    expect(await turns(world, 5)).toEqual([3_000, 3_225, 3_450, 3_675, 4_150]);
  });

  it('those that were on their way when it refused do not slow it down again', async () => {
    const world = await paced();
    world.pace.slowDown(3 * second);
    expect(world.pace.slowDown(4 * second)).toBe(true);
    expect(await turns(world, 2)).toEqual([3_000, 3_225]);
  });

  it('what is taken for two seconds makes it a tenth quicker, at once, and a refusal a tenth slower', async () => {
    const world = await paced();
    world.pace.slowDown(3 * second);
    await turns(world, 1);
    for (let n = 0; n < 7; n++) world.pace.taken(); // two seconds of 10 / 3 a second
    // 11 / 3 a second, 273 ms apart, from 3,300 on: of 300, 573 and 845 ms three quarters.
    expect((await turns(world, 3)).map(Math.round)).toEqual([3_225, 3_430, 3_634]);
    const now = world.clock.now();
    expect(world.pace.slowDown(now + second)).toBe(true);
    const [first = 0, next = 0] = await turns(world, 2);
    // 10 / 3 again.
    expect([first, next - first].map(Math.round)).toEqual([Math.round(now + second), 225]);
  });

  it('with each refusal of what was taken for a while the limit is known better, and the steps are finer', async () => {
    const world = await known();
    // Ten seconds of 10 / 3 a second make it 3 % quicker: 291 ms, of which 218 are three quarters.
    for (let n = 0; n < 34; n++) world.pace.taken();
    const [first = 0, next = 0] = await turns(world, 2);
    expect(Math.round(next - first)).toBe(218);
  });

  it('taken three times in a row the steps are coarser again: others may have gone', async () => {
    const world = await known();
    // 10 / 3 a second and three steps of 3 %, each after ten seconds (34 + 35 + 36); two seconds later a tenth.
    for (let n = 0; n < 34 + 35 + 36 + 8; n++) world.pace.taken();
    const [first = 0, next = 0] = await turns(world, 2);
    expect(Math.round(next - first)).toBe(Math.round((0.75 * 300) / 1.03 ** 3 / 1.1));
  });

  it('a long wish is not sat out: the run pauses', async () => {
    const { pace, clock } = await paced();
    expect(pace.slowDown(clock.now() + 6 * second)).toBe(false);
  });

  it('without a wish a second is tried, then two, then four, and then the run pauses', async () => {
    const world = await paced();
    expect(world.pace.slowDown(null)).toBe(true);
    expect(await turns(world, 1)).toEqual([2_000]);
    expect(world.pace.slowDown(null)).toBe(true);
    expect(await turns(world, 1)).toEqual([4_000]);
    expect(world.pace.slowDown(null)).toBe(true);
    expect(await turns(world, 1)).toEqual([8_000]);
    expect(world.pace.slowDown(null)).toBe(false);
  });

  it('a rest that was tried is shown by one request alone to have been long enough, and the next begins with a second', async () => {
    const world = await paced();
    world.pace.slowDown(null);
    // Ten in the first second and none in the rest: five a second, 200 ms apart; half a second for the first. Of 500,
    // 700 and 900 ms three quarters.
    expect(await turns(world, 4)).toEqual([2_000, 2_375, 2_525, 2_675]);
    world.pace.taken();
    world.pace.slowDown(null);
    expect(await turns(world, 1)).toEqual([3_675]);
  });

  it('what was on its way when it refused does not show it', async () => {
    const world = await paced();
    world.pace.slowDown(null);
    world.pace.taken();
    await turns(world, 1);
    world.pace.slowDown(null);
    expect(await turns(world, 1)).toEqual([4_000]);
  });

  it('a run that has paused before tries a second and no more', async () => {
    const world = await paced({ limited: 1 });
    expect(world.pace.slowDown(null)).toBe(true);
    await turns(world, 1);
    expect(world.pace.slowDown(null)).toBe(false);
  });

  it('a SIS that takes less than one a second is crowded: the run makes room', async () => {
    const time = createVirtualTime();
    const pace = createPace({ ...time, random: () => 0 });
    expect(pace.slowDown(second)).toBe(false);
  });

  it('a SIS that takes nothing more after a rest, as when the day’s quota is used up, is not asked again and again', async () => {
    const { pace, clock, at, run } = await known();
    const refusedAt = clock.now() + 120;
    at(refusedAt, () => undefined);
    await run(refusedAt);
    expect(pace.slowDown(refusedAt + second)).toBe(false);
  });

  it.each([
    // Eight in five seconds are 1.6 a second, less than half of 10 / 3: a tenth slower is 687.5 ms apart.
    ['less than half of its pace: what was seen counts', 8, 687.5],
    // Nine are more than half: 10 / 3 a second, 3 % slower.
    ['more than half of it: the pace is little slower', 9, 300 * 1.03],
  ])('refused when the SIS has taken %s', async (_, count, apart) => {
    const world = await known();
    const refusedAt = world.clock.now() + 5 * second;
    world.at(refusedAt, () => undefined);
    await world.run(refusedAt);
    for (let n = 0; n < count; n++) world.pace.taken();
    expect(world.pace.slowDown(refusedAt + second)).toBe(true);
    const [first = 0, next = 0] = await turns(world, 2);
    expect(Math.round(next - first)).toBe(Math.round(0.75 * apart));
  });

  it('a clock that is set back holds nothing up', async () => {
    let now = 10 * 60 * second;
    const slept: number[] = [];
    const sleep = async (ms: number) => {
      slept.push(ms);
      now += ms;
    };
    const pace = createPace({ clock: { now: () => now }, sleep, random: () => 0 });
    now += second;
    for (let n = 0; n < 10; n++) pace.taken();
    pace.slowDown(now + second);
    await pace.turn();
    now = 0;
    await pace.turn();
    expect(slept).toEqual([second]);
  });
});

it('a SIS that takes twenty a second: one teacher’s 5,000 scores take little longer than the 250 s it allows', async () => {
  const limit = { perSecond: 20, window: second };
  const district = { teachers: 1, items: 200, students: 25, within: 1, limit };
  const took: number[] = [];
  // How long answers take is chance: of five such teachers the one in the middle.
  for (const seed of [5, 6, 7, 8, 9]) {
    const { endedAt, requestsPerChange } = await simulateDistrict({ ...district, seed });
    took.push(endedAt);
    expect(requestsPerChange).toBeLessThanOrEqual(1.01);
  }
  expect(took.toSorted((a, b) => a - b)[2]).toBeLessThanOrEqual((250 * second) / 0.95);
});
