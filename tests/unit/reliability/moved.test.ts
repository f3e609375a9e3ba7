// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Computer, essay, noon, quiz, section, startComputer, until } from './computer.ts';

let computer: Computer;
let other: ReturnType<Computer['openSis']>;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  computer = await startComputer();
  other = computer.openSis('https://sis.other.test');
  await computer.optOut(quiz.itemId);
});

const notYet = ['pending', 'NOT_YET_SYNCED', null];
const linked = async () =>
  (await computer.app()).db.get('links', [section.origin, section.sectionId]);

describe('a connection that is moved to another SIS, which knows the same class ids', () => {
  it('claims nothing there, sends everything anew, and keeps the choices', async () => {
    await computer.sync();
    const sent = computer.sis.puts().length;
    await computer.ask('saveConnection', other.connection);
    expect(await computer.row(essay.itemId)).toEqual(notYet);
    expect(await linked()).toBeUndefined();
    expect((await computer.row(quiz.itemId))?.[0]).toBe('opted-out');
    await computer.sync();
    expect(other.sis.puts()).toHaveLength(sent);
    expect(JSON.stringify(other.sis.puts())).not.toContain(quiz.title);
    expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
    expect(computer.sis.puts()).toHaveLength(sent);
  });

  it('and back: Synced again with its own time, without a write', async () => {
    await computer.sync();
    const sent = computer.sis.puts().length;
    const before = await linked();
    await computer.ask('saveConnection', other.connection);
    await computer.ask('saveConnection', computer.connection);
    expect(await linked()).toEqual(before);
    computer.world.now += 60_000;
    await computer.look();
    expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
    await computer.sync();
    expect(computer.sis.puts()).toHaveLength(sent);
    expect(other.sis.puts()).toEqual([]);
  });

  it('in the middle of a run: the run ends, and no answer of the first SIS counts in the second', async () => {
    await computer.look();
    const held = computer.holdPuts();
    await computer.ask('sync', { sections: [section] });
    await until(() => held.waiting.length === 5);
    await computer.ask('saveConnection', other.connection);
    held.release();
    await until(() => !computer.world.locked);
    expect(await computer.run()).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'CONNECTION_CHANGED' },
    });
    expect(await (await computer.app()).db.count('observed')).toBe(0);
    expect(await computer.row(essay.itemId)).toEqual(notYet);
    await computer.resume();
    expect(other.sis.puts()).toEqual([]);
  });

  it('by a policy that nobody has told the background of: the new SIS is not asked with the old one’s ids', async () => {
    await computer.look();
    const { rosteringUrl, gradebookUrl, tokenUrl, clientId } = other.connection.settings;
    const clientSecret = other.connection.secret;
    const auth = { type: 'oauth2-client-credentials', tokenUrl, clientId, clientSecret };
    computer.world.policy = {
      profile: 'oneroster',
      oneRoster: { version: '1.2', rosteringUrl, gradebookUrl },
      auth,
    };
    await computer.sync();
    expect(await computer.run()).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'CONNECTION_CHANGED' },
    });
    expect(other.sis.puts()).toEqual([]);
    await (await computer.app()).connectionChanged();
    expect(await computer.row(essay.itemId)).toEqual(notYet);
  });
});

it('rows from before SISs were told apart are those of the SIS that is configured', async () => {
  await computer.sync();
  await (await computer.app()).db.clear('sisInForce');
  await computer.sleep();
  computer.wake();
  expect(await computer.row(essay.itemId)).toEqual(['synced', null, noon]);
  await computer.ask('saveConnection', other.connection);
  expect(await computer.row(essay.itemId)).toEqual(notYet);
});
