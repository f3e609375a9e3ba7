// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectInvariants, hearConsole } from './after.ts';
import { type Computer, essay, noon, section, startComputer } from './computer.ts';

const minute = 60_000;
let computer: Computer;
let heard: unknown[];

beforeEach(async () => {
  heard = hearConsole();
  computer = await startComputer();
  computer.world.chance = 0; // the wish of the SIS alone; pause.test.ts has the spread
});

afterEach(() => expectInvariants(computer, heard));

const at = (path: RegExp) => (request: Request) => path.test(new URL(request.url).pathname);
const grades = at(/lineItems|results/);
const roster = at(/rostering/);
const token = at(/oauth\/token/);

type Case = [string, (request: Request) => boolean, number, Record<string, string>, number];

const cases: Case[] = [
  ['429 with seconds', grades, 429, { 'retry-after': '120' }, 2 * minute],
  ['429 with a date', grades, 429, { 'retry-after': 'Mon, 30 Nov 2026 12:02:00 GMT' }, 2 * minute],
  ['429 with an absurd wish', grades, 429, { 'retry-after': '86400' }, 15 * minute],
  ['429 with a wish that is none', grades, 429, { 'retry-after': 'soon' }, minute],
  ['429 without a wish', grades, 429, {}, minute],
  ['403 with a wish, as PowerSchool says it', grades, 403, { 'retry-after': '30' }, minute / 2],
  ['429 at the sign-in', token, 429, { 'retry-after': '120' }, 2 * minute],
  ['429 from the roster', roster, 429, { 'retry-after': '120' }, 2 * minute],
];

describe('a SIS that asks to be left alone', () => {
  it.each(cases)(
    '%s: the run waits so long, over the death of the worker and of the alarm, and then ends',
    async (_, isLimited, status, headers, wait) => {
      computer.interfere((request, pass) =>
        isLimited(request) ? new Response(null, { status, headers }) : pass(),
      );
      await computer.sync();
      expect(await computer.run()).toMatchObject({
        state: 'running',
        resumesAt: noon + wait,
        stopReason: { code: 'RATE_LIMITED' },
      });
      expect(computer.world.wakesAt).toBe(noon + wait);

      computer.interfere(null);
      await computer.sleep();
      computer.world.wakesAt = null; // a browser that starts again has no alarms
      computer.wake();
      const before = computer.sis.requests.length;
      computer.world.now = noon + wait - 1;
      await computer.resume();
      expect(computer.sis.requests).toHaveLength(before);
      expect(computer.world.wakesAt).toBe(noon + wait);

      computer.world.now = noon + wait;
      await computer.resume();
      expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
      expect(computer.sis.state.results.size).toBe(25);
      expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon + wait]);
      expect(computer.world.wakesAt).toBeNull();
    },
  );

  it('that has done so before and now names no time is tried once more, after a second, before the run waits again', async () => {
    computer.interfere((request, pass) =>
      grades(request)
        ? new Response(null, { status: 429, headers: { 'retry-after': '120' } })
        : pass(),
    );
    await computer.sync();
    computer.world.now = noon + 2 * minute;
    let writes = 0;
    const left = 3;
    computer.interfere((request, pass) =>
      request.method === 'PUT' && ++writes > left ? new Response(null, { status: 429 }) : pass(),
    );
    await computer.resume();
    expect(await computer.run()).toMatchObject({
      state: 'running',
      resumesAt: noon + 3 * minute,
      stopReason: { code: 'RATE_LIMITED' },
    });
    expect(writes).toBe(left + 2);
    computer.interfere(null);
    computer.world.now = noon + 3 * minute;
    await computer.resume();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
  });

  it('a Schoology that does: nothing is sent, it is said, and a later click goes', async () => {
    await computer.ask('refreshSection', section);
    computer.lms.busy(1);
    await computer.sync();
    expect(await computer.run()).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'LMS_BUSY' },
    });
    expect(computer.sis.puts()).toEqual([]);
    await computer.sync();
    expect(computer.sis.state.results.size).toBe(25);
  });
});
