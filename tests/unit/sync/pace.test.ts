// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createPace } from '../../../lib/sync/run/pace.ts';
import { simulateDistrict } from '../../simulation/district.ts';
import { createVirtualTime } from '../../simulation/virtual-time.ts';

const second = 1_000;

/** A pace in virtual time, to which ten requests were taken in the first second. */
async function paced() {
  const time = createVirtualTime();
  const pace = createPace({ ...time, random: () => 0 });
  for (let n = 0; n < 10; n++) pace.taken();
  await time.run(0);
  time.at(second, () => undefined);
  await time.run(second);
  return { ...time, pace };
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
    // Ten in the first second and none in the two of the wish: 10 / 3 a second, 300 ms apart.
    expect(await turns(world, 3)).toEqual([3_000, 3_300, 3_600]);
  });

  it('those that were on their way when it refused do not slow it down again', async () => {
    const world = await paced();
    world.pace.slowDown(3 * second);
    expect(world.pace.slowDown(4 * second)).toBe(true);
    expect(await turns(world, 2)).toEqual([3_000, 3_300]);
  });

  it('every twenty requests taken make it a tenth quicker, and a second refusal slower than it was', async () => {
    const world = await paced();
    world.pace.slowDown(3 * second);
    await turns(world, 1);
    for (let n = 0; n < 20; n++) world.pace.taken();
    // 11 / 3 a second. The next turn was given before that.
    expect((await turns(world, 3)).map(Math.round)).toEqual([3_300, 3_573, 3_845]);
    const now = world.clock.now();
    expect(world.pace.slowDown(now + second)).toBe(true);
    const [first = 0, next = 0] = await turns(world, 2);
    // 20 taken in 845 ms are more than 11 / 3: that counts, less 3 %.
    expect([first, next - first].map(Math.round)).toEqual([Math.round(now + second), 281]);
  });

  it.each([
    ['a long wish', (now: number) => now + 6 * second],
    ['no wish', () => null],
  ])('%s is not sat out: the run pauses', async (_, notBefore) => {
    const { pace, clock } = await paced();
    expect(pace.slowDown(notBefore(clock.now()))).toBe(false);
  });

  it('a SIS that takes less than one a second is crowded: the run makes room', async () => {
    const time = createVirtualTime();
    const pace = createPace({ ...time, random: () => 0 });
    expect(pace.slowDown(second)).toBe(false);
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
  expect(took.toSorted((a, b) => a - b)[2]).toBeLessThanOrEqual((250 * second) / 0.85);
});
