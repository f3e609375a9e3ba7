// @vitest-environment node
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Computer, section, startComputer, until } from './computer.ts';

const items = 400;
const students = ['31000009', '31000010', '31000011', '31000012', '31000015'];
/** Requests in flight at once (lib/background/app.ts). */
const concurrency = 6;

let computer: Computer;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  computer = await startComputer();
  for (const { nid } of computer.lms.items(section.sectionId)) computer.lms.removeItem(nid);
  for (let n = 1; n <= items; n++) {
    const { nid } = computer.lms.addItem(section.sectionId, {
      title: `Exercise ${n}`,
      categoryId: '70021',
      due: '2026-11-20 23:59',
    });
    for (const [seat, uid] of students.entries()) computer.lms.setScore(uid, nid, (n + seat) % 10);
  }
  // The district's policy holds the secret: nothing has to be typed when the browser starts again.
  const { rosteringUrl, gradebookUrl, tokenUrl, clientId } = computer.connection.settings;
  computer.world.policy = {
    profile: 'oneroster',
    oneRoster: { version: '1.2', rosteringUrl, gradebookUrl },
    auth: {
      type: 'oauth2-client-credentials',
      tokenUrl,
      clientId,
      clientSecret: computer.connection.secret,
    },
  };
});

/** Line items and scores of which the database says that the SIS has them. */
async function acknowledgedOnDisk(): Promise<number> {
  const rows = await (await computer.app()).db.getAll('observed');
  return rows.reduce((sum, row) => sum + row.scoresSent + (row.lineItem === null ? 0 : 1), 0);
}

const writes = items * (1 + students.length);

it('2,000 scores waiting, the browser closed in the middle: goes on by itself, and repeats only what was on the wire', async () => {
  await computer.ask('refreshSection', section);
  let sent = 0;
  let onTheWire = 0;
  computer.interfere(async (request, pass) => {
    if (request.method !== 'PUT') return pass();
    const answer = await pass(); // the SIS takes it
    if (++sent <= 1_000) return answer;
    onTheWire++;
    return new Promise<Response>(() => undefined); // and the answer finds nobody
  });
  await computer.ask('sync', { sections: [section] });
  await until(() => onTheWire === concurrency);
  expect(computer.sis.puts().length).toBe(1_000 + concurrency);
  while ((await acknowledgedOnDisk()) < 1_000) await new Promise((next) => setImmediate(next));

  // The browser ends: memory is gone, and so is the hold on the run.
  fakeBrowser.storage.session.clear();
  Object.assign(computer.world, { locked: false, driving: false });
  computer.interfere(null);
  computer.wake();
  await computer.resume();
  expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
  expect(computer.sis.state.lineItems.size).toBe(items);
  expect(computer.sis.state.results.size).toBe(items * students.length);
  expect(computer.sis.puts().length).toBeLessThanOrEqual(writes + concurrency);
}, 300_000);
