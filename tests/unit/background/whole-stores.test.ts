// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandlers } from '../../../lib/background/handlers.ts';
import { createRescue } from '../../../lib/background/remove-data.ts';
import { createRouter } from '../../../lib/background/router.ts';
import type { Speaker } from '../../../lib/background/sender.ts';
import { panelView } from '../../../lib/background/views.ts';
import type { DataOf, MessageName, PageMessages, TabMessages } from '../../../lib/messages.ts';
import type { SectionKey } from '../../../lib/model/item-key.ts';
import { lineItemId } from '../../../lib/sis/ids.ts';
import { type Computer, essay, quiz, section, startComputer } from '../reliability/computer.ts';
import { link } from '../sync/course.ts';
import { coursesRead } from './count-reads.ts';
import { anItem } from './harness.ts';

const key = { ...section, itemId: essay.itemId };
const sections = [section];
const { sectionId } = section;

/** Courses of earlier years, which nobody asks about. */
const others: SectionKey[] = ['20000001', '20000002'].map((id) => ({ ...section, sectionId: id }));

let computer: Computer;
let reading: ReadonlySet<string>;

/** A course that has been synced, and beside it others with rows of every kind that grows with the year. */
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  computer = await startComputer();
  await computer.sync();
  const { db } = await computer.app();
  for (const other of others) {
    const item = { ...other, itemId: '50000999' };
    const id = lineItemId(item, `class-${other.sectionId}`);
    const choice = { include: true, rev: 1, changedAt: 900, source: 'panel', opId: 'op' } as const;
    const times = { lastAttemptAt: 900, lastSuccessAt: 900, failure: null };
    const none = { categories: [], readAt: 1_000, problem: null };
    await db.put('sections', { ...other, title: other.sectionId, ...none });
    await db.put('links', { ...link, ...other, classId: `class-${other.sectionId}` });
    await db.put('items', anItem(other, item.itemId, { changes: 0, reason: null, blocked: false }));
    await db.put('observed', { ...item, lineItemId: id, lineItem: 'h', scoresSent: 1, ...times });
    await db.put('resultHashes', { ...other, lineItemId: id, results: { 'stu-1': 'hash' } });
    await db.put('flags', { ...item, ...choice });
    await db.put('cleared', { ...item, itemId: '50000998', rev: 1 });
    await db.put('decisions', {
      ...item,
      lineItemId: id,
      studentId: 'stu-1',
      value: 'v',
      choice: 'keep',
      at: 900,
    });
    await db.put('itemSettings', { ...item, sisTitle: 'Title' });
  }
  await computer.ask('getPanel'); // counts everything once
  reading = coursesRead();
});

/** What is asked, about one course; `everything` = it is about all that is stored, by its meaning. */
type Question<K extends MessageName> = (() => DataOf<K>) | 'everything';
type Questions<M> = { [K in MessageName & keyof M]: Question<K> };

const opId = 'op-12345';
const form = { opId, sectionId, source: 'dialog' as const };
const choice = { itemId: quiz.itemId, title: quiz.title, include: false };
const ofClass = 'class-whist-6';
const nothing = (): undefined => undefined;
const aSection = (): SectionKey => section;

const fromPages: Questions<PageMessages> = {
  getPanel: nothing,
  refreshSections: nothing,
  getSection: aSection,
  refreshSection: aSection,
  sectionShown: aSection,
  removeData: 'everything',
  repairStorage: 'everything',
  setInclude: () => ({ opId, key, include: false }),
  setIncludeMany: () => ({ opId, choices: [{ key, choice: null }] }),
  getItemDetail: () => key,
  saveSisTitle: () => ({ key, title: 'Essay' }),
  saveSpecialScore: () => ({ key, exception: 'missing', choice: 'zero' }),
  sync: () => ({ sections }),
  saveNewItems: () => ({ wait: true, rules: [] }),
  preview: () => ({ sections }),
  decideChanged: () => ({ items: [key], choice: 'keep', studentId: null }),
  cancelSync: nothing,
  getHistory: () => ({ count: 20 }),
  getStillInSis: () => ({ sections }),
  removedInSis: () => ({ key, lineItemId: lineItemId(key, ofClass) }),
  getTotals: aSection,
  saveConnection: () => computer.connection,
  exportSetUp: 'everything',
  previewImport: 'everything',
  importSetUp: 'everything',
  savePagePreferences: () => ({ gradebookButton: true, optedOutMarks: true }),
  saveSchedule: () => ({ everyMinutes: 60, notify: false }),
  addLmsDomain: () => ({ origin: 'https://lms.example.org' }),
  removeLmsDomain: () => ({ origin: 'https://lms.example.org' }),
  signIn: nothing,
  signOut: nothing,
  testConnection: nothing,
  linkSection: () => ({ section, classId: ofClass }),
  matchCategory: () => ({ section, categoryId: '70021', sisCategoryId: 'cat' }),
  copyMatches: aSection,
  getOpenStudents: aSection,
  linkStudent: () => ({ section, uid: '31000009', studentId: 'stu-1' }),
  confirmChoices: nothing,
};

const fromTabs: Questions<TabMessages> = {
  reportLayout: () => ({ page: 'bulk-edit', problem: 'no-anchor' }),
  getSectionState: () => ({ sectionId }),
  getOptedOut: () => ({ sectionId, itemIds: [quiz.itemId] }),
  openPanel: () => ({ sectionId }),
  getItems: () => ({ sectionId, items: [quiz] }),
  stageChoices: () => ({ ...form, choices: [choice] }),
  forgetItem: () => ({ opId, sectionId, itemId: quiz.itemId }),
  settleChoices: () => ({ opId, outcome: 'saved' }),
  findLost: () => ({ opIds: [opId] }),
  pageStarted: () => ({ form: 'none', item: quiz }),
};

type Asked = [name: string, data: () => unknown, speaker: Speaker];

const asked = (
  questions: Record<string, (() => unknown) | 'everything'>,
  speaker: Speaker,
): Asked[] =>
  Object.entries(questions).flatMap(([name, data]): Asked[] =>
    data === 'everything' ? [] : [[name, data, speaker]],
  );

/** Sign-in pages are for another way to sign in than this SIS has. */
const refused = ['signIn'];

describe('no message reads of a course that it is not about', () => {
  it.each([
    ...asked(fromPages, { kind: 'page' }),
    ...asked(fromTabs, { kind: 'tab', origin: section.origin, tabId: 7 }),
  ])('%s', async (name, data, speaker) => {
    const { app, ports } = computer;
    const route = createRouter(createHandlers(app), createRescue(ports, app));
    const { ok } = await route({ to: 'background', name, data: data() }, speaker);
    expect(ok).toBe(!refused.includes(name));
    await computer.settled();
    await panelView(await app()); // counts what the answer has left to be counted again
    expect([...reading].filter((course) => course !== sectionId)).toEqual([]);
  });
});
