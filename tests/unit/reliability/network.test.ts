// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seeded } from '../../kill/seeded.ts';
import { expectInvariants, startWatched } from './after.ts';
import { type Computer, essay, noon, quiz, section, until } from './computer.ts';
import { type Interference, noConnection, sisOrigin } from './internet.ts';

let computer: Computer;
let heard: unknown[];

beforeEach(async () => {
  ({ computer, heard } = await startWatched());
});

afterEach(() => expectInvariants(computer, heard));

const isPut = ({ method }: Request): boolean => method === 'PUT';

/** What every story below ends with: one click later the SIS holds everything, each once, and it is said. */
async function expectWhole(): Promise<void> {
  computer.interfere(null);
  await computer.sync();
  await expectDone();
}

async function expectDone(): Promise<void> {
  expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
  expect(computer.gradebook()[essay.title]).toEqual({
    'sis-s-09': 88,
    'sis-s-10': 93,
    'sis-s-11': 74,
    'sis-s-12': 90,
    'sis-s-15': 79,
  });
  expect(computer.sis.state.lineItems.size).toBe(6);
  expect(computer.sis.state.results.size).toBe(25);
  expect((await computer.row(essay.itemId))?.[0]).toBe('synced');
}

/** Nothing has failed and nothing is claimed. */
async function expectWaiting(code: string): Promise<void> {
  expect(await computer.run()).toMatchObject({ state: 'stopped', stopReason: { code }, failed: 0 });
  await expectUnclaimed();
}

/** Nothing has failed, and the run goes on by itself in `wait` ms. */
async function expectWaitingForNetwork(code: string, wait: number): Promise<void> {
  const resumesAt = computer.world.now + wait;
  const stopReason = { code };
  expect(await computer.run()).toMatchObject({
    state: 'running',
    stopReason,
    resumesAt,
    failed: 0,
  });
  expect(computer.world.wakesAt).toBe(resumesAt);
}

const expectUnclaimed = async (): Promise<void> =>
  expect(await computer.row(essay.itemId)).toEqual(['pending', 'NOT_YET_SYNCED', null]);

const minute = 60_000;

describe('without a network', () => {
  beforeEach(() => vi.stubGlobal('navigator', { onLine: false }));
  afterEach(() => vi.unstubAllGlobals());

  it('from the beginning: everything waits, and goes once it is back', async () => {
    computer.interfere(noConnection);
    await computer.sync();
    await expectWaitingForNetwork('LMS_DOWN', minute);
    await expectUnclaimed();
    await expectWhole();
  });

  it('a run goes on by itself once it is back, over the death of the worker', async () => {
    computer.interfere(noConnection);
    await computer.sync();
    computer.interfere(null);
    await computer.sleep();
    computer.wake();
    await computer.resume();
    expect(computer.sis.puts()).toEqual([]); // too soon; the alarm, gone with the browser, is made anew
    await expectWaitingForNetwork('LMS_DOWN', minute);
    computer.world.now += minute;
    await computer.resume();
    await expectDone();
    expect(computer.world.wakesAt).toBeNull();
  });

  it('a run that had begun to send goes on with what is left', async () => {
    let sent = 0;
    computer.interfere((request, pass) => (isPut(request) && ++sent > 9 ? noConnection() : pass()));
    await computer.sync();
    await expectWaitingForNetwork('OFFLINE', minute);
    computer.interfere(noConnection);
    computer.world.now += minute;
    await computer.resume();
    await expectWaitingForNetwork('LMS_DOWN', minute);
    computer.interfere(null);
    computer.world.now += minute;
    await computer.resume();
    await expectDone();
    expect(computer.sis.puts()).toHaveLength(6 + 25);
  });

  it('a run goes on at once when the teacher looks and Schoology answers', async () => {
    computer.interfere(noConnection);
    await computer.sync();
    computer.interfere(null);
    await computer.ask('refreshSection', section);
    await computer.settled();
    await expectDone();
  });

  it('a run looks for one less and less often, and gives up after eight hours', async () => {
    computer.interfere(noConnection);
    await computer.sync();
    const minutes: number[] = [];
    for (;;) {
      const resumesAt = (await computer.run())?.resumesAt ?? null;
      if (resumesAt === null) break;
      computer.world.now = resumesAt;
      minutes.push((resumesAt - noon) / minute);
      await computer.resume();
    }
    expect(minutes.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 31, 46]);
    expect(minutes.at(-1)).toBe(481);
    await expectWaiting('LMS_DOWN');
    expect(computer.world.wakesAt).toBeNull();
    await expectWhole();
  });

  it('cancelled while it waits, a run ends and nothing is sent when it is back', async () => {
    computer.interfere(noConnection);
    await computer.sync();
    expect(await computer.ask('cancelSync')).toMatchObject({ value: { cancelling: true } });
    computer.interfere(null);
    await computer.ask('refreshSection', section);
    await computer.settled();
    expect(await computer.run()).toMatchObject({ state: 'cancelled' });
    expect(computer.sis.puts()).toEqual([]);
  });

  it('from the middle of a run: everything waits, without a storm of requests', async () => {
    let asked = 0;
    computer.interfere((request, pass) => {
      if (!isPut(request)) return pass();
      asked++;
      return noConnection();
    });
    await computer.sync();
    await expectWaitingForNetwork('OFFLINE', minute);
    await expectUnclaimed();
    expect(asked).toBeLessThanOrEqual(6 * 3); // what may be on the wire at once, three tries each
    await expectWhole();
  });
});

describe('a captive portal', () => {
  const portal = (): Response =>
    new Response('<!doctype html><title>Welcome</title><input type="password">', {
      headers: { 'content-type': 'text/html' },
    });

  it('before the run: Schoology cannot be read, nothing is sent', async () => {
    computer.interfere(portal);
    await computer.sync();
    await expectWaiting('LMS_SIGNED_OUT');
    expect(computer.sis.puts()).toEqual([]);
    await expectWhole();
  });

  it('in the middle of a run: its page with 200 is no acknowledgement', async () => {
    computer.interfere((request, pass) => (isPut(request) ? portal() : pass()));
    await computer.sync();
    await expectWaiting('NOT_THE_SIS');
    await expectWhole();
  });

  it('by a redirect: the token goes to no other host', async () => {
    const origins = new Set<string>();
    computer.interfere((request, pass) => {
      origins.add(new URL(request.url).origin);
      return isPut(request) ? Response.redirect('https://portal.example/', 302) : pass();
    });
    await computer.sync();
    await expectWaiting('REDIRECTED');
    expect([...origins]).toEqual(['https://app.schoology.com', sisOrigin]);
    await expectWhole();
  });
});

describe('a connection that is reset after the SIS has taken the request', () => {
  /** The first `times` deliveries of each address arrive, and their answers do not. */
  const resetAfter = (times: number): Interference => {
    const seen = new Map<string, number>();
    return async (request, pass) => {
      const answer = await pass();
      if (!isPut(request)) return answer;
      const deliveries = (seen.get(request.url) ?? 0) + 1;
      seen.set(request.url, deliveries);
      return deliveries <= times ? noConnection() : answer;
    };
  };

  it('once: put again at once under the same id, Synced once', async () => {
    computer.interfere(resetAfter(1));
    await computer.sync();
    expect(computer.sis.puts()).toHaveLength(2 * (6 + 25));
    expect(computer.sis.state.results.size).toBe(25);
    expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
    await expectWhole();
    expect(computer.sis.puts()).toHaveLength(2 * (6 + 25)); // and never again
  });

  it('every time: nothing is claimed, and the next sync mends it', async () => {
    computer.interfere(resetAfter(3));
    await computer.sync();
    await expectWaitingForNetwork('SIS_DOWN', minute);
    await expectUnclaimed();
    await expectWhole();
  });
});

describe('several clicks at once', () => {
  it('two clicks and an alarm are one run, and no address has two requests on the wire', async () => {
    const onTheWire = new Map<string, number>();
    let most = 0;
    computer.interfere(async (request, pass) => {
      if (!isPut(request)) return pass();
      const now = (onTheWire.get(request.url) ?? 0) + 1;
      onTheWire.set(request.url, now);
      most = Math.max(most, now);
      await new Promise((next) => setImmediate(next));
      const answer = await pass();
      onTheWire.set(request.url, now - 1);
      return answer;
    });
    const { value: first } = Object(await computer.ask('sync', { sections: [section] }));
    const [second] = await Promise.all([computer.sync(), computer.resume()]);
    expect(second).toEqual({ ok: true, value: { runId: first.runId, joined: true } });
    expect(most).toBe(1);
    expect(onTheWire.size).toBe(6 + 25);
    expect(computer.sis.puts()).toHaveLength(6 + 25);
  });

  it('requests on slow ways and scores that change under the run: the newest stays', async () => {
    const random = seeded(28);
    const onTheWire = new Map<string, number>();
    let most = 0;
    computer.interfere(async (request, pass) => {
      if (!isPut(request)) return pass();
      const now = (onTheWire.get(request.url) ?? 0) + 1;
      onTheWire.set(request.url, now);
      most = Math.max(most, now);
      for (let turns = random(0, 20); turns > 0; turns--)
        await new Promise((next) => setImmediate(next));
      const answer = await pass();
      onTheWire.set(request.url, now - 1);
      return answer;
    });
    for (let points = 50; points < 60; points++) {
      computer.lms.setScore('31000009', essay.itemId, points);
      await computer.ask('sync', { sections: [section] }); // joins the run before, where that is still under way
      for (let turns = random(0, 60); turns > 0; turns--)
        await new Promise((next) => setImmediate(next));
    }
    await computer.settled();
    await computer.sync();
    expect(computer.gradebook()[essay.title]?.['sis-s-09']).toBe(59);
    expect(most).toBe(1);
  });

  it('a request that was given up and arrives after a newer one is found by the next run there, and sent over on request', async () => {
    let arrive = async (): Promise<unknown> => undefined;
    computer.lms.setScore('31000009', essay.itemId, 50);
    computer.interfere(async (request, pass) => {
      const isOld = isPut(request) && /"score":50\b/.test(await request.text());
      if (!isOld) return pass();
      arrive = pass;
      return noConnection();
    });
    await computer.sync();
    computer.interfere(null);
    computer.lms.setScore('31000009', essay.itemId, 88);
    await computer.sync();
    await expectDone();
    await arrive();
    expect(computer.gradebook()[essay.title]?.['sis-s-09']).toBe(50);

    computer.lms.setScore('31000009', quiz.itemId, 20);
    await computer.sync();
    expect(await computer.row(essay.itemId)).toEqual(['pending', 'CHANGED_IN_SIS', noon]);
    const items = [{ ...section, itemId: essay.itemId }];
    await computer.ask('decideChanged', { items, choice: 'send', studentId: null });
    await computer.sync();
    await expectDone();
  });

  it('a second background on the same disk leaves the run alone while the first has it', async () => {
    const held = computer.holdPuts();
    await computer.ask('sync', { sections: [section] });
    const first = await computer.app();
    await until(() => held.waiting.length === 6);
    computer.wake();
    await (await computer.app()).resume();
    expect(held.waiting).toHaveLength(6);
    held.release();
    await until(() => !computer.world.locked);
    expect(await first.runner.view()).toMatchObject({ state: 'done' });
    expect(computer.sis.puts()).toHaveLength(6 + 25);
    await expectWhole();
  });
});
