// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest';
import { start } from '../sis/aeries/aeries-client.ts';
import type { Connected, ScoreFault } from './connected.ts';
import { item, score } from './course.ts';
import { startLife, type World } from './harness.ts';
import { connectOneRoster } from './one-roster-systems.ts';
import { chooseCategory, sessionSystems } from './session-systems.ts';

/*
 * What becomes of an item and of its run when the SIS answers a score otherwise than with a yes, over the real runner
 * and each system's own client (oneroster.md 6, powerschool.md 5, aeries.md 2). Written down by hand.
 */
const sessions = sessionSystems();
let connected: Connected;
afterEach(() => connected.close());

const always = 9;
const second = 1000;
const hour = 3_600_000;

type SystemName = 'oneroster' | 'powerschool' | 'aeries';
const connect: Record<SystemName, () => Connected | Promise<Connected>> = {
  oneroster: () =>
    connectOneRoster(
      { product: 'oneroster', system: 'oneroster', version: '1.2' },
      { now: () => start },
    ),
  powerschool: sessions.powerSchool,
  aeries: sessions.aeries,
};

/** Status and reason of the item; end of the run, or for how long it waits (seconds); how often the score was sent. */
type Outcome = [item: string, run: string, sent: number];
type Case = [answer: string, fault: ScoreFault, times: number, Record<SystemName, Outcome>];

const said = (status: 403 | 409 | 412 | 429 | 503, message: string, retryAfter?: string) => ({
  status,
  body: { message },
  ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
});
const same = (outcome: Outcome): Record<SystemName, Outcome> => ({
  oneroster: outcome,
  powerschool: outcome,
  aeries: outcome,
});
const waiting = 'pending NOT_YET_SYNCED';
const page = '<!doctype html><title>Network sign-in</title><p>Please sign in to go on.</p>';

const cases: Case[] = [
  ['429 with Retry-After', said(429, 'Slow down', '120'), always, same([waiting, 'paused 120', 1])],
  // A second is tried first, then two, then four.
  ['429 without', said(429, 'Slow down'), always, same([waiting, 'paused 67', 4])],
  [
    // Of a mark in Aeries a 403 is the session's end or a no to this mark, and the dashboard says that it is the second.
    '403 as a rate limit',
    said(403, 'Rate limit exceeded'),
    always,
    { ...same([waiting, 'paused 67', 4]), aeries: ['failed NO_PERMISSION', 'done', 1] },
  ],
  ['403', said(403, 'Forbidden'), always, same(['failed NO_PERMISSION', 'done', 1])],
  ['409 lock', said(409, 'It is locked'), always, same(['failed CONFLICT', 'done', 1])],
  [
    // PowerSchool means: the same once more.
    '412',
    said(412, 'Resubmit'),
    always,
    { ...same(['failed CONFLICT', 'done', 1]), powerschool: ['failed CONFLICT', 'done', 2] },
  ],
  [
    '412 once',
    said(412, 'Resubmit'),
    1,
    { ...same(['failed CONFLICT', 'done', 1]), powerschool: ['synced', 'done', 2] },
  ],
  [
    // A mark of Aeries is no idempotent PUT: it is not repeated before the page has been read.
    '503',
    said(503, 'Later'),
    always,
    { ...same(['failed SIS_DOWN', 'done', 3]), aeries: ['failed SIS_DOWN', 'done', 1] },
  ],
  [
    '503 once',
    said(503, 'Later'),
    1,
    { ...same(['synced', 'done', 2]), aeries: ['failed SIS_DOWN', 'done', 1] },
  ],
  [
    // Where it is not repeated the run waits for the network, and then finds the mark on the page.
    'a connection reset after it was done',
    { isLost: true },
    1,
    { ...same(['synced', 'done', 2]), aeries: [waiting, 'paused 60', 1] },
  ],
  [
    'a page with 200',
    { status: 200, body: page },
    always,
    {
      oneroster: [waiting, 'stopped NOT_THE_SIS', 1],
      powerschool: [waiting, 'stopped SIS_SIGNED_OUT', 1],
      aeries: ['failed NO_PERMISSION', 'done', 1],
    },
  ],
  [
    'a redirect',
    { status: 302, body: page, headers: { location: '/teacher/Login.aspx' } },
    always,
    {
      oneroster: [waiting, 'stopped REDIRECTED', 1],
      powerschool: [waiting, 'stopped SIS_SIGNED_OUT', 1],
      aeries: ['failed NO_PERMISSION', 'done', 1],
    },
  ],
];

const rows = cases.flatMap(([answer, fault, times, expected]) =>
  (['oneroster', 'powerschool', 'aeries'] as const).map(
    (system) => [answer, system, fault, times, expected[system]] as const,
  ),
);

describe.each(rows)('%s from %s', (_, system, fault, times, [status, ended, sent]) => {
  it('does to the item and to the run what is written down, and the next sync makes it good', async () => {
    connected = await connect[system]();
    const { client, profile, held, scoreWrites, fail, clearFaults } = connected;
    const world: World = {
      items: [item('1')],
      scores: [score('1', '1', 90)],
      now: start,
      sis: client,
      profile,
    };
    const life = await startLife(world);
    if (system === 'aeries') await chooseCategory(life, 'HW/F');
    fail(fault, times);
    const run = await life.sync();
    const row = async () => (await life.row('1')).slice(0, 2).filter(Boolean).join(' ');
    const { state = '', stopReason, resumesAt } = run ?? {};
    const paused = `paused ${((resumesAt ?? 0) - start) / second}`;
    const seen = resumesAt ? paused : [state, stopReason?.code].filter(Boolean).join(' ');
    expect([await row(), seen, scoreWrites()]).toEqual([status, ended, sent]);

    clearFaults();
    world.now += hour;
    await life.runner.resume();
    await life.settled();
    await life.sync();
    expect(await row()).toBe('synced');
    expect(held('Item 1').map(([, value]) => Number(value))).toEqual([90]);
    life.sleep();
  });
});
