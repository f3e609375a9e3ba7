import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { App } from '../../../lib/background/app.ts';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import type { GradedItem, Score } from '../../../lib/model/graded-item.ts';
import { sectionKeyText } from '../../../lib/model/item-key.ts';
import { neededScopes, type SisSystem } from '../../../lib/model/sis-system.ts';
import { lineItemId, resultId } from '../../../lib/sis/ids.ts';
import { putObserved } from '../../../lib/storage/observed-rows.ts';
import type { Observed } from '../../../lib/storage/records.ts';
import { planSection } from '../../../lib/sync/plan/plan-section.ts';
import { item, key, link, score, snapshot } from '../sync/course.ts';
import { background } from './harness.ts';

const long = 'Graphing systems of linear inequalities in two variables, p2'; // 60 characters
const one = { ...key, itemId: '1' };

async function connect(system: SisSystem, authType = 'oauth2-client-credentials'): Promise<void> {
  const address = 'https://sis.example/ims/oneroster/v1p1';
  await fakeBrowser.storage.local.set({
    connection: {
      system,
      version: '1.1',
      authType,
      sisName: 'SIS',
      rosteringUrl: authType === 'teacher-session' ? 'https://ps.example' : address,
      gradebookUrl: authType === 'teacher-session' ? 'https://ps.example' : address,
      authorizationUrl: '',
      tokenUrl: '',
      clientId: 'c',
      scopes: neededScopes('1.1'),
      teacherEmail: '',
    },
  });
}

/** The small course, read and planned, over a SIS of this system. */
async function course(items: GradedItem[], scores: Score[] = [], system: SisSystem = 'skyward') {
  await connect(system);
  const { app, notify } = await background();
  await app.db.put('sections', {
    ...key,
    title: 'Algebra 1',
    categories: [],
    readAt: 1,
    problem: null,
  });
  await app.db.put('links', link);
  const read = snapshot(items, scores);
  app.snapshots.set(sectionKeyText(key), read);
  await planSection(app.workspace, read, null);
  return { app, notify, page: createPageHandlers(app) };
}

/** The SIS has acknowledged these hashes. */
async function acknowledge(app: App, more: Pick<Observed, 'results' | 'refused'>): Promise<void> {
  const tx = app.db.transaction(['observed', 'resultHashes'], 'readwrite');
  await putObserved(tx.objectStore('observed'), tx.objectStore('resultHashes'), {
    ...one,
    lineItemId: lineItemId(one, 'class-1'),
    lineItem: 'h',
    lastAttemptAt: 2_000,
    lastSuccessAt: 1_000,
    failure: null,
    ...more,
  });
  await tx.done;
}

beforeEach(() => fakeBrowser.reset());

describe('the detail of an item', () => {
  it('says where it lands, and its titles', async () => {
    const { page } = await course([item('1', { title: long })]);
    const detail = await page.getItemDetail(one);
    expect(detail).toMatchObject({
      row: { title: long, status: 'pending', reason: { code: 'TITLE_TOO_LONG' } },
      sisTitle: null,
      titleMax: 49,
      suggestion: 'Graphing systems of linear inequalities in two',
      points: 100,
      landing: {
        classTitle: 'Algebra 1: Section 2',
        categoryTitle: 'Homework',
        periodTitle: 'Q2',
        dueDay: '2026-11-30',
      },
      reference: lineItemId(one, 'class-1'),
      schoologyUrl: 'https://district.schoology.com/assignment/1',
      sisUrl: null,
    });
  });

  it('has each student: what Schoology says and what the SIS took', async () => {
    const scores: Score[] = [
      score('1', '1', 90),
      { ...score('2', '1', null), exception: 'missing' },
      { ...score('3', '1', null), submitted: true },
      score('8', '1', 70),
    ];
    const { page } = await course([item('1')], scores);
    const { scores: lines } = await page.getItemDetail(one);
    expect(lines).toEqual([
      { uid: '1', name: 'Student 1', points: 90, mark: null, state: 'unsent', why: null },
      {
        uid: '2',
        name: 'Student 2',
        points: null,
        mark: 'missing',
        state: 'not-sent',
        why: 'SPECIAL_NOT_SENT',
      },
      { uid: '3', name: 'Student 3', points: null, mark: 'handed-in', state: 'blank', why: null },
    ]);
  });

  it('tells sent, changed, refused, cleared and unknown students apart', async () => {
    const scores = [score('1', '1', 90), score('2', '1', 80), score('3', '1', 70)];
    const { app, page } = await course([item('1')], scores);
    const states = async () => (await page.getItemDetail(one)).scores.map(({ state }) => state);
    const hashOf = (studentId: string, points: number) =>
      app.workspace.fingerprint(payload(studentId, points));
    await acknowledge(app, {
      results: { 'stu-1': hashOf('stu-1', 90), 'stu-2': hashOf('stu-2', 75) },
      refused: { 'stu-3': { code: 'REJECTED', hash: hashOf('stu-3', 70) } },
    });
    expect(await states()).toEqual(['sent', 'changed', 'refused']);
    // A score that is another now has not been refused yet, and one that is gone is still there.
    const now = [score('1', '1', null), score('2', '1', 75), score('3', '1', 71)];
    app.snapshots.set(sectionKeyText(key), snapshot([item('1')], now));
    expect(await states()).toEqual(['cleared', 'sent', 'unsent']);
    await app.db.put('links', { ...link, students: { 2: 'stu-2' } });
    expect(await states()).toEqual(['blank', 'sent', 'unlinked']);
  });

  it('names are on no disk', async () => {
    const { app, page } = await course([item('1')], [score('1', '1', 90)]);
    expect(JSON.stringify(await page.getItemDetail(one))).toContain('Student 1');
    const rows = await Promise.all([...app.db.objectStoreNames].map((name) => app.db.getAll(name)));
    const kept = [
      rows,
      await fakeBrowser.storage.local.get(),
      await fakeBrowser.storage.session.get(),
    ];
    expect(JSON.stringify(kept)).not.toContain('Student 1');
  });

  it('is read anew when the background has forgotten it, and says why it cannot be', async () => {
    const { app, page } = await course([item('1')]);
    app.snapshots.clear();
    await expect(page.getItemDetail(one)).rejects.toMatchObject({ reason: { code: 'LMS_DOWN' } });
  });

  it('leads into the SIS only where its pages are known', async () => {
    const { page } = await course([item('1')]);
    await connect('powerschool', 'teacher-session');
    expect((await page.getItemDetail(one)).sisUrl).toBe('https://ps.example/teachers/index.html');
  });
});

const payload = (studentId: string, points: number) => {
  const line = lineItemId(one, 'class-1');
  return { ...resultOf(line, studentId), score: points };
};
const resultOf = (line: string, studentId: string) => ({
  sourcedId: resultId(line, studentId),
  lineItemId: line,
  studentId,
  score: null,
  missing: false,
  incomplete: false,
  scoreStatus: 'fully graded',
});

describe('a title for the SIS', () => {
  it('is what is checked and sent; the title in Schoology stays', async () => {
    const { app, page, notify } = await course([item('1', { title: long })]);
    const detail = await page.saveSisTitle({ key: one, title: '  Graphing systems, p2 ' });
    expect(detail).toMatchObject({
      row: { title: long, reason: { code: 'NOT_YET_SYNCED' } },
      sisTitle: 'Graphing systems, p2',
      suggestion: null,
    });
    expect(notify).toHaveBeenCalledWith(one);
    expect(await app.db.get('items', [key.origin, key.sectionId, '1'])).toMatchObject({
      title: long,
    });
  });

  it('outlives a reading of the section and a change of the title in Schoology', async () => {
    const { app, page } = await course([item('1', { title: long })]);
    await page.saveSisTitle({ key: one, title: 'Graphing' });
    const read = snapshot([item('1', { title: `${long}!` })], []);
    app.snapshots.set(sectionKeyText(key), read);
    const { planned } = await planSection(app.workspace, read, null);
    expect(planned).toMatchObject([{ kind: 'ready', lineItem: { title: 'Graphing' } }]);
  });

  it.each([
    ['', null],
    [long, null],
    [null, null],
  ])('is given up by an empty one or by Schoology’s own: %s', async (title, kept) => {
    const { page } = await course([item('1', { title: long })]);
    await page.saveSisTitle({ key: one, title: 'Graphing' });
    const detail = await page.saveSisTitle({ key: one, title });
    expect([detail.sisTitle, detail.row.reason?.code]).toEqual([kept, 'TITLE_TOO_LONG']);
  });

  it('that is too long is kept and held back like any other', async () => {
    const { page } = await course([item('1')]);
    const detail = await page.saveSisTitle({ key: one, title: `${long} again` });
    expect(detail.row.reason).toEqual({ code: 'TITLE_TOO_LONG', params: { n: 66, max: 49 } });
  });

  it('tells two items apart that SIS Connect would take for one, and frees both', async () => {
    const twins = [item('1', { title: 'Quiz' }), item('2', { title: 'quiz' })];
    const { page } = await course(twins, [], 'sis-connect');
    const before = await page.getItemDetail(one);
    expect([before.row.reason?.code, before.suggestion]).toEqual(['TITLE_DUPLICATE', 'Quiz (2)']);
    await page.saveSisTitle({ key: one, title: 'Quiz (2)' });
    const { rows } = await page.getSection(key);
    expect(rows.map(({ reason }) => reason?.code)).toEqual(['NOT_YET_SYNCED', 'NOT_YET_SYNCED']);
  });
});

describe('marks without a score', () => {
  it('become in this section what the teacher chooses, until that is taken back', async () => {
    const scores: Score[] = [{ ...score('1', '1', null), exception: 'missing' }];
    const { page } = await course([item('1')], scores);
    const choose = (choice: 'zero' | 'blank' | null) =>
      page.saveSpecialScore({ key: one, exception: 'missing', choice });
    const said = ({ special, scores: lines }: Awaited<ReturnType<typeof choose>>) => [
      special[0],
      lines[0]?.state,
    ];
    const missing = { exception: 'missing', usual: 'blank', choices: ['blank', 'zero'] };
    expect(said(await page.getItemDetail(one))).toEqual([{ ...missing, chosen: null }, 'not-sent']);
    expect(said(await choose('zero'))).toEqual([{ ...missing, chosen: 'zero' }, 'unsent']);
    expect(said(await choose('blank'))).toEqual([{ ...missing, chosen: 'blank' }, 'blank']);
    expect(said(await choose(null))).toEqual([{ ...missing, chosen: null }, 'not-sent']);
  });
});
