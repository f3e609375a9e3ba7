import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noticeOf } from '../../../lib/background/failure-notice.ts';
import { createSchedule, nextAt, nextStart } from '../../../lib/background/schedule.ts';
import { saveSchedule } from '../../../lib/settings/schedule.ts';
import type { RunOutcome } from '../../../lib/storage/records.ts';
import { eventually } from '../eventually.ts';
import { policyOf, slowBrowser } from '../settings/policy-of.ts';

const minute = 60_000;
const noon = 1_000 * minute;

describe('when the next scheduled sync begins', () => {
  const at = (kept: { at: number; everyMinutes: number } | null, random: number): number =>
    nextStart(kept, { everyMinutes: 60, now: noon, random });

  it('is anywhere within the first period: a district must not sync all at once', () => {
    expect([0, 0.25, 0.75].map((random) => at(null, random))).toEqual([
      noon,
      noon + 15 * minute,
      noon + 45 * minute,
    ]);
  });

  it('stays what it was, whenever the background wakes', () => {
    expect(at({ at: noon + 7 * minute, everyMinutes: 60 }, 0.5)).toBe(noon + 7 * minute);
  });

  it('is soon after what was missed while the browser was closed, and not at the same time everywhere', () => {
    const missed = { at: noon - 300 * minute, everyMinutes: 60 };
    expect([0, 0.5].map((random) => at(missed, random))).toEqual([noon, noon + 5 * minute]);
    const often = { at: noon - 1, everyMinutes: 2 };
    expect(nextStart(often, { everyMinutes: 2, now: noon, random: 0.5 })).toBe(noon + minute);
  });

  it('is chosen anew with another period', () => {
    expect(at({ at: noon + 200 * minute, everyMinutes: 240 }, 0.5)).toBe(noon + 30 * minute);
  });

  it('is chosen anew when the clock has been set back: a day farther on nobody would wait for', () => {
    expect(at({ at: noon + 24 * 60 * minute, everyMinutes: 60 }, 0.5)).toBe(noon + 30 * minute);
  });
});

describe('the schedule', () => {
  let now: number;
  let policy: Record<string, unknown>;
  let alarms: (number | null)[];
  let begun: number;
  const ports = {
    local: fakeBrowser.storage.local,
    managed: policyOf(() => policy),
    clock: { now: () => now },
    random: () => 0.5,
    wakeAt: async (at: number | null) => void alarms.push(at),
  };
  /** As one life of the background has it. */
  const wake = () => createSchedule(ports, async () => void begun++);

  beforeEach(() => {
    Object.assign(ports, { local: fakeBrowser.storage.local });
    now = noon;
    policy = {};
    alarms = [];
    begun = 0;
  });

  it('is off until somebody switches it on: nothing wakes', async () => {
    await wake().arm();
    await wake().ring();
    expect(alarms).toEqual([null, null]);
    expect(begun).toBe(0);
  });

  it('sets the same alarm at every wake, and the next one a period after it has rung', async () => {
    await saveSchedule(ports.local, { everyMinutes: 60, notify: false });
    await wake().arm();
    now += 10 * minute;
    await wake().arm();
    expect(alarms).toEqual([noon + 30 * minute, noon + 30 * minute]);
    now = noon + 30 * minute;
    await wake().ring();
    expect(alarms.at(-1)).toBe(noon + 90 * minute);
    expect(begun).toBe(1);
  });

  it('rings once when the alarm itself wakes the background', async () => {
    await saveSchedule(ports.local, { everyMinutes: 60, notify: false });
    await wake().arm();
    now = noon + 30 * minute;
    const next = wake();
    await Promise.all([next.arm(), next.ring()]);
    expect(alarms.at(-1)).toBe(noon + 90 * minute);
    expect(begun).toBe(1);
  });

  it('that rings before the browser has said what the policy is has not had its turn until it has', async () => {
    await saveSchedule(ports.local, { everyMinutes: 60, notify: false });
    await wake().arm();
    now = noon + 30 * minute;
    const browser = slowBrowser();
    const managed = { get: async () => ({}), confirmed: browser.get };
    const ringing = createSchedule({ ...ports, managed }, async () => void begun++).ring();
    await eventually(() => expect(browser.questions).toHaveLength(1));
    expect(await nextAt(ports)).toBe(noon + 30 * minute);
    browser.say({});
    await ringing;
    expect(await nextAt(ports)).toBe(noon + 90 * minute);
    expect(begun).toBe(1);
  });

  it('switched off, clears the alarm, and one that still rings begins nothing', async () => {
    await saveSchedule(ports.local, { everyMinutes: 60, notify: false });
    await wake().arm();
    await saveSchedule(ports.local, { everyMinutes: null, notify: false });
    await wake().ring();
    expect(alarms.at(-1)).toBeNull();
    expect(begun).toBe(0);
  });

  it('is the district’s where it has set one', async () => {
    policy = { schedule: { everyMinutes: 120 } };
    await saveSchedule(ports.local, { everyMinutes: 15, notify: false });
    await wake().arm();
    expect(alarms).toEqual([noon + 60 * minute]);
  });

  it('is off under a policy that was refused', async () => {
    policy = { schedule: { everyMinutes: 120 }, nonsense: true };
    await saveSchedule(ports.local, { everyMinutes: 15, notify: false });
    await wake().arm();
    expect(alarms).toEqual([null]);
  });
});

describe('the notification', () => {
  const failed = (item: string): RunOutcome => ({ item, scores: 0, problem: 'REJECTED' });
  const done = (item: string): RunOutcome => ({ item, scores: 3, problem: null });
  const run = (trigger: 'click' | 'schedule', outcomes: RunOutcome[]) => ({
    trigger,
    outcomes,
    failed: outcomes.filter(({ problem }) => problem !== null).length,
  });
  const notice = {
    title: 'Sync to SIS: 2 items failed',
    message: 'Press to see why and what to do. What was sent is kept.',
  };

  it('tells of items that failed while nobody watched, in counts only', () => {
    const both = run('schedule', [failed('1'), failed('2'), done('3')]);
    expect(noticeOf(both, null)).toEqual(notice);
    expect(noticeOf({ ...both, trigger: 'click', resumed: true }, null)).toEqual(notice);
  });

  it('is silent about a click, about success, and about what failed before', () => {
    expect(noticeOf(run('click', [failed('1')]), null)).toBeNull();
    expect(noticeOf(run('schedule', [done('1')]), null)).toBeNull();
    const before = run('schedule', [failed('1'), failed('2')]);
    expect(noticeOf(run('schedule', [failed('1')]), before)).toBeNull();
    expect(noticeOf(run('schedule', [failed('1'), failed('4')]), before)).toEqual(notice);
  });
});
