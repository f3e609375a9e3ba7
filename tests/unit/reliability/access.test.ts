// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectInvariants, startWatched } from './after.ts';
import { type Computer, essay, noon, quiz, section, until } from './computer.ts';
import { noConnection, sisOrigin } from './internet.ts';

let computer: Computer;
let heard: unknown[];

beforeEach(async () => {
  ({ computer, heard } = await startWatched());
});

afterEach(() => expectInvariants(computer, heard));

/** Starts a run and holds it with six requests on the wire. */
async function holdRun() {
  const held = computer.holdPuts();
  await computer.ask('sync', { sections: [section] });
  await until(() => held.waiting.length === 6);
  return held;
}

/** Six line items had arrived; no score had. */
async function expectStopped(code: string): Promise<void> {
  await until(() => !computer.world.driving);
  expect(await computer.run()).toMatchObject({ state: 'stopped', stopReason: { code }, failed: 0 });
  expect(computer.sis.puts()).toHaveLength(6);
  expect(await computer.row(essay.itemId)).toEqual(['pending', 'NOT_YET_SYNCED', null]);
}

async function expectWhole(): Promise<void> {
  await computer.sync();
  expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
  expect(computer.sis.puts()).toHaveLength(6 + 25);
  expect(computer.sis.state.results.size).toBe(25);
  expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
}

describe('the permission for the SIS revoked', () => {
  it('before a run: said as such, nothing is sent, and it goes once it is granted again', async () => {
    computer.world.closedOrigins.add(sisOrigin);
    await computer.sync();
    const run = await computer.run();
    expect(run).toMatchObject({ state: 'stopped', stopReason: { code: 'NO_HOST_ACCESS' } });
    expect(computer.sis.puts()).toEqual([]);
    computer.world.closedOrigins.clear();
    await expectWhole();
  });

  it('in the middle of a run: requests that then fail are not taken for a SIS that is down', async () => {
    const held = await holdRun();
    held.release();
    computer.world.closedOrigins.add(sisOrigin);
    computer.interfere((request, pass) =>
      request.url.includes('/results/') ? noConnection() : pass(),
    );
    await expectStopped('NO_HOST_ACCESS');
    computer.world.closedOrigins.clear();
    computer.interfere(null);
    await expectWhole();
  });

  it('in the middle of a run, told by the browser: nothing more leaves', async () => {
    const held = await holdRun();
    computer.world.closedOrigins.add(sisOrigin);
    await (await computer.app()).runner.checkConnection();
    held.release();
    await expectStopped('NO_HOST_ACCESS');
    computer.world.closedOrigins.clear();
    await expectWhole();
  });
});

describe('the district’s policy changed in the middle of a run', () => {
  it('into an invalid one: nothing more leaves, and what was typed does not step in', async () => {
    const held = await holdRun();
    computer.world.policy = { sisNmae: 'Typing error' };
    await (await computer.app()).runner.checkConnection();
    held.release();
    await expectStopped('POLICY_INVALID');
    await computer.sync();
    expect(computer.sis.puts()).toHaveLength(6);
    computer.world.policy = {};
    await expectWhole();
  });

  it('into another SIS: what was planned for the first is sent to neither', async () => {
    const held = await holdRun();
    const { rosteringUrl, gradebookUrl, tokenUrl, clientId } = computer.connection.settings;
    const elsewhere = (url: string): string => url.replace(sisOrigin, 'https://other.example.test');
    computer.world.policy = {
      profile: 'oneroster',
      oneRoster: {
        version: '1.2',
        rosteringUrl: elsewhere(rosteringUrl),
        gradebookUrl: elsewhere(gradebookUrl),
      },
      auth: { type: 'oauth2-client-credentials', tokenUrl: elsewhere(tokenUrl), clientId },
    };
    await (await computer.app()).runner.checkConnection();
    held.release();
    await expectStopped('CONNECTION_CHANGED');
    computer.world.policy = {};
    await expectWhole();
  });

  it('in nothing that concerns the connection: the run goes on', async () => {
    const held = await holdRun();
    computer.world.policy = { defaultInclude: true };
    await (await computer.app()).runner.checkConnection();
    held.release();
    await until(() => !computer.world.driving);
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    expect(computer.sis.puts()).toHaveLength(6 + 25);
  });
});

describe('another account signs in to Schoology', () => {
  it('without access to the section: nothing is sent, and every choice and row stays', async () => {
    await computer.optOut(quiz.itemId);
    await computer.signIn('31000009');
    computer.lms.forbid(section.sectionId);
    await computer.sync();
    expect(await computer.run()).toMatchObject({ stopReason: { code: 'LMS_FORBIDDEN' } });
    expect(computer.sis.puts()).toEqual([]);
    expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
    expect((await computer.row(essay.itemId))?.[0]).toBe('pending');

    await computer.signIn('30000001');
    computer.lms.forbid(section.sectionId, false);
    await computer.sync();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    expect(computer.putsOf(quiz.title)).toEqual([]);
  });

  it('a colleague of the same course in the middle of a reading: one whole plan, choices included', async () => {
    await computer.optOut(quiz.itemId);
    let asked = 0;
    computer.interfere(async (request, pass) => {
      if (request.url.includes('/iapi/') && ++asked === 2) await computer.signIn('30000002');
      return pass();
    });
    await computer.sync();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    expect(computer.putsOf(quiz.title)).toEqual([]);
    expect(computer.sis.state.lineItems.size).toBe(5);
    expect(computer.sis.state.results.size).toBe(20);
  });
});
