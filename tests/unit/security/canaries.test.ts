// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Computer, essay, section } from '../reliability/computer.ts';
import { afterFullRun, canariesIn } from './full-run.ts';

/** As a person would read it, errors with their stack and cause. */
const textOf = (value: unknown): string =>
  value instanceof Error
    ? `${value.stack} ${value.message} ${textOf(value.cause)}`
    : String(JSON.stringify(value));

describe('after a full run', () => {
  it('the search finds what is shown to the teacher: the SIS’s words that name a student', async () => {
    const computer = await afterFullRun();
    expect(canariesIn(computer, JSON.stringify(await computer.ask('getSection', section)))).toEqual(
      ['Marchetti', 'has left the class'],
    );
  });

  it('logs, badge, notices and broadcasts hold no student, no score, no token and no title', async () => {
    const said: unknown[] = [];
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...args) => void said.push(...args));
    }
    const computer = await afterFullRun();
    said.push(...computer.world.badges, ...computer.world.notices, ...computer.world.told);
    expect(computer.world.badges.length).toBeGreaterThan(0);
    expect(computer.world.told.length).toBeGreaterThan(0);
    await breakEverything(computer);
    const text = said.map(textOf).join('\n');
    expect(canariesIn(computer, text)).toEqual([]);
    expect(text).not.toContain(essay.title);
  });

  it('what is stored holds no student, no score and no secret; SIS ids are opaque', async () => {
    const computer = await afterFullRun();
    const { db } = await computer.app();
    const stores = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
    const local = await fakeBrowser.storage.local.get(null);
    const ids = computer.sis.state.people.map(({ sourcedId }) => sourcedId);
    expect(
      canariesIn(computer, JSON.stringify([stores, local])).filter((found) => !ids.includes(found)),
    ).toEqual([]);
    expect(canariesIn(computer, JSON.stringify(local))).toEqual([]);
  });

  it('storage.local, which a page’s script of ours can read, has these entries and no others', async () => {
    await afterFullRun();
    const local = await fakeBrowser.storage.local.get(null);
    expect(Object.keys(local).map((key) => key.split(':')[0])).toEqual(
      expect.arrayContaining(['connection', 'optOuts']),
    );
    expect(
      Object.keys(local).filter((key) => !/^(connection|optOuts|optOuts:.*)$/.test(key)),
    ).toEqual([]);
  });
});

/** Answers of the wrong shape with students in them, and a database that is gone. */
async function breakEverything(computer: Computer): Promise<void> {
  computer.lms.changeShape();
  await computer.ask('refreshSection', section);
  await computer.sync();
  computer.lms.changeShape(false);
  computer.interfere(() =>
    Response.json({ users: [{ givenName: 'Jules', familyName: 'Marchetti' }] }),
  );
  await computer.ask('testConnection');
  await computer.sync();
  computer.interfere(null);
  (await computer.app()).db.close();
  await computer.ask('getSection', section);
}
