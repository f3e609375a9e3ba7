// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { dataSchemas } from '../../../lib/background/message-schemas.ts';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { createRescue } from '../../../lib/background/remove-data.ts';
import { createRouter } from '../../../lib/background/router.ts';
import { identify, isSchoology, type Sender } from '../../../lib/background/sender.ts';
import { createTabHandlers } from '../../../lib/background/tab-handlers.ts';
import type { MessageName } from '../../../lib/messages.ts';
import { type Random, seeded } from '../../kill/seeded.ts';
import { type Computer, essay, section, startComputer } from '../reliability/computer.ts';
import { rightData } from './messages.ts';
import { broken, garbage } from './mutate.ts';

const own = { id: 'our-id', origin: 'chrome-extension://our-id' };
const lmsPage = 'https://app.schoology.com/course/10000003/materials';
const tab7: Sender = { id: own.id, frameId: 0, tab: { id: 7 }, url: lmsPage };
const panel: Sender = { id: own.id, url: `${own.origin}/panel.html` };

/** Nobody we answer. */
const strangers: Sender[] = [
  { ...tab7, id: 'another-extension' },
  { ...tab7, id: undefined },
  { ...tab7, frameId: 3 },
  { ...tab7, frameId: undefined },
  { ...tab7, tab: undefined },
  { ...tab7, url: 'https://evil.example/course/10000003/materials' },
  { ...tab7, url: 'https://app.schoology.com.evil.example/' },
  { ...tab7, url: 'http://app.schoology.com/' },
  { ...tab7, url: undefined },
  { ...tab7, url: 'about:blank' },
  { ...panel, id: 'another-extension' },
  { ...panel, url: 'chrome-extension://our-id-2/panel.html' },
  { ...panel, url: 'chrome-extension://another-extension/panel.html' },
];
/** May speak, but not of what another tab, or another Schoology, has staged. */
const otherTabs: Sender[] = [
  { ...tab7, tab: { id: 8 } },
  { ...tab7, url: 'https://other.schoology.com/course/10000003/materials' },
];

const tabNames: MessageName[] = [
  'getSectionState',
  'getOptedOut',
  'openPanel',
  'getItems',
  'stageChoices',
  'forgetItem',
  'settleChoices',
  'findLost',
  'pageStarted',
  'reportLayout',
];
const names = Object.keys(rightData) as MessageName[];
const pageNames = names.filter((name) => !tabNames.includes(name));
const message = (name: string, data: unknown) => ({ to: 'background', name, data });

let computer: Computer;
let say: (sent: unknown, sender: Sender) => Promise<unknown>;

beforeEach(async () => {
  computer = await startComputer();
  await computer.ask('refreshSection', section);
  // Tab 7 has posted a form and nobody knows yet what Schoology makes of it.
  await computer.askFromTab('stageChoices', {
    opId: 'staged-by-tab-7',
    sectionId: section.sectionId,
    source: 'dialog',
    choices: [{ itemId: essay.itemId, title: essay.title, include: false }],
  });
  const app = await computer.app();
  // Or the background would do it by itself meanwhile: tell other browsers, and count for its badge.
  await app.roaming.tell();
  await computer.ask('getPanel');
  const handlers = { tab: createTabHandlers(app), page: createPageHandlers(app) };
  const route = createRouter(async () => handlers, createRescue(computer.ports, computer.app));
  say = async (sent, sender) => route(sent, await identify(sender, own, isSchoology));
});

/** Everything that is stored, in all stores. */
async function everythingStored(): Promise<string> {
  const { db } = await computer.app();
  const stores = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
  const local = await fakeBrowser.storage.local.get(null);
  return JSON.stringify([stores, local, await fakeBrowser.storage.session.get(null)]);
}

const refused = { ok: false, reason: { code: 'UNKNOWN' } };
const nothingDone = [
  { ok: true, value: { settled: false } },
  { ok: true, value: { carried: [] } },
];

const pick = <T>(random: Random, list: readonly T[]): T => list[random(0, list.length - 1)] as T;

type Hostile = { sent: unknown; sender: Sender };

/** Each makes one message that must be refused. */
const kinds: ((random: Random, name: MessageName) => Hostile)[] = [
  (random, name) => ({ sent: message(name, rightData[name]), sender: pick(random, strangers) }),
  (random, name) => ({ sent: message(pick(random, pageNames), rightData[name]), sender: tab7 }),
  (random, name) => ({ sent: message(pick(random, tabNames), rightData[name]), sender: panel }),
  (random, name) => {
    const noNames = ['__proto__', 'constructor', 'toString', '', name.toUpperCase()];
    const sent = message(pick(random, noNames), rightData[name]);
    return { sent, sender: pick(random, [tab7, panel]) };
  },
  (random) => ({ sent: garbage(random), sender: pick(random, [tab7, panel, ...strangers]) }),
  (random, name) => ({
    sent: message(name, broken(rightData[name], random)),
    sender: tabNames.includes(name) ? tab7 : panel,
  }),
];

/** Right in every field, and about what another tab has staged: answered, with nothing done. */
const aboutAnother = (random: Random): Hostile =>
  random(0, 1) === 0
    ? { sent: message('settleChoices', rightData.settleChoices), sender: pick(random, otherTabs) }
    : {
        sent: message('pageStarted', { form: 'none', item: null }),
        sender: { ...tab7, tab: { id: 8 } },
      };

const hostile = (random: Random): Hostile =>
  random(1, 50) === 1 ? aboutAnother(random) : pick(random, kinds)(random, pick(random, names));

describe('100,000 messages of every wrong kind', () => {
  it('are right but for what is wrong with them: each of them fits its schema', () => {
    for (const name of names) {
      expect(dataSchemas[name]().safeParse(rightData[name]).success, name).toBe(true);
    }
  });

  it('change nothing, reach no network and never throw', async () => {
    const error = vi.spyOn(console, 'error');
    const before = await everythingStored();
    const asked: string[] = [];
    computer.interfere((request, pass) => {
      asked.push(request.url);
      return pass();
    });
    const random = seeded(20_261_124);
    const answered: unknown[] = [];
    for (let n = 0; n < 100_000; n++) {
      const { sent, sender } = hostile(random);
      const reply = JSON.stringify(await say(sent, sender));
      if ([refused, ...nothingDone].every((known) => JSON.stringify(known) !== reply)) {
        answered.push({ sent, sender, reply });
      }
    }
    expect(answered.slice(0, 3)).toEqual([]);
    expect(await everythingStored()).toBe(before);
    expect(asked).toEqual([]);
    expect(error).not.toHaveBeenCalled();
    expect(Object.keys(Object.prototype)).toEqual([]);
  }, 120_000);

  it('would have been noticed: the same messages, right in all, do change something', async () => {
    const before = await everythingStored();
    expect(await say(message('setInclude', rightData.setInclude), panel)).toMatchObject({
      ok: true,
    });
    expect(await say(message('settleChoices', rightData.settleChoices), tab7)).toEqual({
      ok: true,
      value: { settled: true },
    });
    expect(await everythingStored()).not.toBe(before);
  });
});
