// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { eventually } from '../eventually.ts';
import { atRest, hearConsole, saidBy } from '../reliability/after.ts';
import { type Computer, essay, section } from '../reliability/computer.ts';
import { I8 } from '../reliability/invariants.ts';
import { afterFullRun, canariesIn, secretsOf, sisIdsOf } from './full-run.ts';

describe('after a full run', () => {
  it('the search finds what is shown to the teacher: the SIS’s words that name a student', async () => {
    const computer = await afterFullRun();
    expect(canariesIn(computer, JSON.stringify(await computer.ask('getSection', section)))).toEqual(
      ['Marchetti', 'has left the class'],
    );
  });

  it('logs, badge, notices and broadcasts hold no student, no score, no token and no title', async () => {
    const heard = hearConsole();
    const computer = await afterFullRun();
    await eventually(() => expect(computer.world.badges.length).toBeGreaterThan(0));
    expect(computer.world.told.length).toBeGreaterThan(0);
    await breakEverything(computer);
    expect(heard.length).toBeGreaterThan(0);
    const kept = [...sisIdsOf(computer), essay.title];
    const said = [...heard, ...saidBy(computer.world)];
    I8({ said, atRest: [] }, { secrets: secretsOf(computer), kept });
  });

  it('what is stored holds no student, no score and no secret; SIS ids are opaque', async () => {
    const computer = await afterFullRun();
    I8(
      { said: [await fakeBrowser.storage.local.get(null)], atRest: await atRest(computer) },
      { secrets: secretsOf(computer), kept: sisIdsOf(computer) },
    );
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
  await computer.sleep();
}
