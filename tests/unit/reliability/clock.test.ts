// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Computer, essay, noon, quiz, section, startComputer } from './computer.ts';

const hour = 3_600_000;
const day = 24 * hour;
let computer: Computer;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  computer = await startComputer();
});

async function choose(include: boolean, opId: string): Promise<void> {
  const key = { ...section, itemId: quiz.itemId };
  expect(await computer.ask('setInclude', { opId, key, include })).toMatchObject({ ok: true });
}

describe.each([
  ['set back a day', -day],
  ['set forward a day', day],
])('a clock that is %s', (_, jump) => {
  it('between two syncs: only what changed is sent, and the newest run is the one shown', async () => {
    await computer.sync();
    const puts = computer.sis.puts().length;
    computer.world.now += jump;
    computer.lms.setScore('31000009', essay.itemId, 89);
    await computer.sync();
    expect(computer.sis.puts()).toHaveLength(puts + 1);
    expect(computer.gradebook()[essay.title]).toMatchObject({ 'sis-s-09': 89 });
    expect(await computer.run()).toMatchObject({ state: 'done', total: 1, done: 1 });
  });

  it('in the middle of a run that dies: the next life goes on with it', async () => {
    await computer.sync();
    computer.world.now += jump;
    computer.lms.setScore('31000009', essay.itemId, 89);
    computer.interfere(({ method }, pass) =>
      method === 'PUT' ? new Response(null, { status: 429 }) : pass(),
    );
    await computer.sync();
    expect(await computer.run()).toMatchObject({ state: 'running' });
    computer.interfere(null);
    await computer.sleep();
    computer.wake();
    computer.world.now += hour;
    await computer.resume();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    expect(computer.gradebook()[essay.title]).toMatchObject({ 'sis-s-09': 89 });
  });

  it('during a pause: the run goes on with the next wake, and no later than the SIS wished', async () => {
    computer.interfere(({ method }, pass) =>
      method === 'PUT' ? new Response(null, { status: 429 }) : pass(),
    );
    await computer.sync();
    computer.interfere(null);
    computer.world.now += jump;
    await computer.resume();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    expect(computer.sis.state.results.size).toBe(25);
  });

  it('between two choices: the later one holds', async () => {
    await computer.ask('refreshSection', section);
    await choose(false, 'off-first-1');
    computer.world.now += jump;
    await choose(true, 'on-again-2');
    expect((await computer.row(quiz.itemId))?.[0]).toBe('pending');
    computer.world.now += jump;
    await choose(false, 'off-again-3');
    await computer.sync();
    expect(computer.putsOf(quiz.title)).toEqual([]);
  });

  it('between two readings: the SIS class is read again', async () => {
    await computer.ask('refreshSection', section);
    computer.world.now += jump;
    computer.sis.requests.length = 0;
    await computer.ask('refreshSection', section);
    expect(computer.sis.requests.some(({ path }) => path.includes('/students'))).toBe(true);
  });
});

describe('an alarm', () => {
  it('that comes hours late finds the run and ends it', async () => {
    computer.interfere(({ method }, pass) =>
      method === 'PUT' ? new Response(null, { status: 429 }) : pass(),
    );
    await computer.sync();
    computer.interfere(null);
    await computer.sleep();
    computer.wake();
    computer.world.now = noon + 9 * hour;
    await computer.resume();
    expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
    expect(computer.world.wakesAt).toBeNull();
  });
});
