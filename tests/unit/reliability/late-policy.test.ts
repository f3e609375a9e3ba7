// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptPolicy } from '../../../lib/settings/kept-policy.ts';
import { eventually } from '../eventually.ts';
import { slowBrowser } from '../settings/policy-of.ts';
import { expectInvariants, startWatched } from './after.ts';
import { type Computer, quiz, section, until } from './computer.ts';

let computer: Computer;
let heard: unknown[];

beforeEach(async () => {
  ({ computer, heard } = await startWatched());
});

afterEach(() => expectInvariants(computer, heard));

/** Starts the browser anew, with a policy service that speaks when the test says so. */
async function restartBrowser() {
  const { ports } = computer;
  const service = slowBrowser();
  const told = async (): Promise<void> => void (await (await computer.app()).connectionChanged());
  await computer.sleep();
  const managed = keptPolicy(service, ports.local, told);
  let isWaitedFor = false;
  const confirmed = (): ReturnType<typeof managed.confirmed> => {
    isWaitedFor = true;
    return managed.confirmed();
  };
  ports.managed = { ...managed, confirmed };
  computer.wake();
  return { say: service.say, isWaitedFor: () => isWaitedFor };
}

/** What the policy service said in the browser session before. */
async function saidBefore(policy: Record<string, unknown>): Promise<void> {
  const { ports } = computer;
  const get = async (): Promise<Record<string, unknown>> => policy;
  await keptPolicy({ get }, ports.local, () => undefined).confirmed();
  await eventually(async () => expect(await ports.local.get(null)).toHaveProperty('lastPolicy'));
}

describe('a browser that has just started and does not say yet what the policy is', () => {
  it('a dialog is answered by what it was last time', async () => {
    await saidBefore({ defaultInclude: false });
    await computer.optOut(quiz.itemId);
    await restartBrowser();
    const items = [{ itemId: '50009999', title: 'New' }];
    const reply = await computer.askFromTab('getItems', { sectionId: section.sectionId, items });
    expect(reply).toMatchObject({ ok: true, value: { items: [{ include: false }] } });
  });

  it('nothing is sent before it does, and then everything', async () => {
    await saidBefore({});
    const service = await restartBrowser();
    await computer.ask('sync', { sections: [section] });
    await until(service.isWaitedFor);
    expect(computer.sis.puts()).toEqual([]);
    service.say({});
    await computer.settled();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    expect(computer.sis.state.results.size).toBe(25);
  });

  it.each([
    ['the test of the connection', true, () => computer.ask('testConnection')],
    ['saving a connection', true, () => computer.ask('saveConnection', computer.connection)],
    ['the file of the set-up', true, () => computer.ask('exportSetUp')],
    ['a preview', true, () => computer.ask('preview', { sections: [section] })],
    // This SIS has no page to sign in at, which is said once it is sure that this is the SIS.
    ['a sign-in', false, () => computer.ask('signIn')],
  ])('%s waits for it', async (_, ok, ask) => {
    await saidBefore({});
    const service = await restartBrowser();
    const asked = computer.sis.requests.length;
    const reply = ask();
    await until(service.isWaitedFor);
    expect(computer.sis.requests).toHaveLength(asked);
    service.say({});
    expect(await reply).toMatchObject({ ok });
  });

  it('nothing is sent where the policy is another now, and is refused', async () => {
    await saidBefore({});
    const service = await restartBrowser();
    await computer.ask('sync', { sections: [section] });
    await until(service.isWaitedFor);
    service.say({ sisNmae: 'Typing error' });
    await until(() => !computer.world.driving);
    await computer.press();
    const stopReason = { code: 'POLICY_INVALID' };
    expect(await computer.run()).toMatchObject({ state: 'stopped', stopReason });
    expect(computer.sis.puts()).toEqual([]);
  });
});
