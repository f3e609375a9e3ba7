import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { longestFile } from '../../../lib/model/set-up-file.ts';
import { readConnection, saveSecret, saveSettings } from '../../../lib/settings/connection.ts';
import { readSchedule, saveSchedule } from '../../../lib/settings/schedule.ts';
import { readFlags } from '../../../lib/storage/flag-store.ts';
import type { LinkRecord } from '../../../lib/storage/records.ts';
import {
  readTeacherSettings,
  saveSisTitle,
  saveSpecialScore,
} from '../../../lib/storage/settings-store.ts';
import { policyOf } from '../settings/policy-of.ts';
import { algebra, anItem, background, biology, putItems } from './harness.ts';

const settings = {
  system: 'oneroster' as const,
  version: '1.2' as const,
  authType: 'oauth2-client-credentials' as const,
  authorizationUrl: '',
  sisName: 'Example SIS',
  rosteringUrl: 'https://sis.example.org/rostering',
  gradebookUrl: 'https://sis.example.org/gradebook',
  tokenUrl: 'https://login.example.org/token',
  clientId: 'client-1',
  scopes: ['a'],
  teacherEmail: '',
};

const link: LinkRecord = {
  ...algebra,
  classId: 'class-1',
  classTitle: 'ALG1-02',
  schoolId: 'school-1',
  termIds: [],
  automatic: false,
  classOptions: [{ id: 'class-1', title: 'ALG1-02' }],
  students: { 1: 'stu-1' },
  unmatched: [],
  categories: {
    70001: { sisId: 'cat-hw', automatic: true },
    70002: { sisId: 'cat-lab', automatic: false },
  },
  sisCategories: [
    { id: 'cat-hw', title: 'Homework' },
    { id: 'cat-lab', title: 'Labs' },
  ],
  periods: [],
  readAt: 500,
};

const rules = [{ id: 'r1', include: false, test: { by: 'zero-points' as const } }];

type World = Awaited<ReturnType<typeof background>>;
let world: World;
let handlers: ReturnType<typeof createPageHandlers>;

const use = (next: World): void => {
  world = next;
  handlers = createPageHandlers(world.app);
};

/** Another browser, where nothing was chosen yet. */
async function anotherBrowser(): Promise<void> {
  await world.app.end();
  globalThis.indexedDB = new IDBFactory();
  const { local, session } = world.app.ports;
  await local.remove(Object.keys(await local.get(null)));
  await session.remove(Object.keys(await session.get(null)));
  use(await background());
}

/** Two items are decided, a class and a category are matched by hand, and the rest is set up. */
async function setUp(): Promise<string> {
  await putItems(world.app, anItem(algebra, '1', null), anItem(biology, '2', null));
  const out = { include: false, chosenIn: 'panel' as const };
  await handlers.setIncludeMany({
    opId: 'op-12345',
    choices: [
      { key: { ...algebra, itemId: '1' }, choice: out },
      { key: { ...biology, itemId: '2' }, choice: { ...out, include: true } },
    ],
  });
  await world.app.db.put('links', link);
  await saveSisTitle(world.app.db, { ...algebra, itemId: '1' }, 'Unit 1 quiz');
  await saveSpecialScore(world.app.db, biology, 'missing', 'zero');
  await saveSettings(world.app.ports, settings);
  await saveSecret(world.app.ports, 'very secret');
  await handlers.savePagePreferences({ gradebookButton: false, optedOutMarks: true });
  await handlers.saveSchedule({ everyMinutes: 30, notify: true });
  await handlers.saveNewItems({ wait: true, rules });
  return (await handlers.exportSetUp(undefined)).text;
}

const previewOf = async (text: string) => {
  const answer = await handlers.previewImport({ text });
  if ('problem' in answer) throw new Error(`refused: ${answer.problem.code}`);
  return answer.preview;
};

const apply = (text: string) => handlers.importSetUp({ opId: 'import-1', text });

const flags = async () =>
  [
    ...(await readFlags(world.app.db, algebra)).values(),
    ...(await readFlags(world.app.db, biology)).values(),
  ].map(({ itemId, include, source }) => [itemId, include, source]);

/** What is set for items and sections. */
const rowsSet = async () => [
  ...(await world.app.db.getAll('itemSettings')),
  ...(await world.app.db.getAll('sectionSettings')),
];

beforeEach(async () => use(await background()));

describe('the file', () => {
  it('holds choices and set-up; no secret, no titles of Schoology, no student', async () => {
    const text = await setUp();
    expect(text).not.toMatch(/very secret|Item 1|stu-1/);
    expect(JSON.parse(text)).toEqual({
      format: 'sync-to-sis',
      version: 2,
      savedAt: '1970-01-01T00:00:01.000Z',
      sections: [
        {
          ...algebra,
          title: algebra.sectionId,
          choices: { 1: false },
          class: { id: 'class-1', title: 'ALG1-02' },
          categories: { 70002: 'cat-lab' },
          sisTitles: { 1: 'Unit 1 quiz' },
        },
        {
          ...biology,
          title: biology.sectionId,
          choices: { 2: true },
          class: null,
          categories: {},
          special: { missing: 'zero' },
        },
      ],
      connection: settings,
      lmsOrigins: [],
      pagePreferences: { gradebookButton: false, optedOutMarks: true },
      schedule: { everyMinutes: 30, notify: true },
      newItems: { wait: true, rules },
    });
  });

  it('changes nothing where it comes from', async () => {
    expect(await previewOf(await setUp())).toEqual({
      included: 0,
      excluded: 0,
      unchanged: 2,
      matches: [],
      teacherSettings: [],
      connection: 'same',
      addresses: [],
      settings: [],
    });
  });

  it('says in another browser what it would change, and changes nothing by that', async () => {
    const text = await setUp();
    await anotherBrowser();
    expect(await previewOf(text)).toEqual({
      included: 0,
      excluded: 1,
      unchanged: 1,
      matches: [{ title: algebra.sectionId, classTitle: 'ALG1-02', categories: 1 }],
      teacherSettings: [
        { title: algebra.sectionId, sisTitles: 1, special: {} },
        { title: biology.sectionId, sisTitles: 0, special: { missing: 'zero' } },
      ],
      connection: 'changed',
      addresses: ['https://sis.example.org', 'https://login.example.org'],
      settings: ['pages', 'schedule', 'new-items'],
    });
    expect(await flags()).toEqual([]);
    expect(await world.app.db.getAll('links')).toEqual([]);
    expect(await rowsSet()).toEqual([]);
    expect((await readConnection(world.app.ports)).settings).toBeNull();
  });

  it('makes another browser the same, and is the same again from there', async () => {
    const text = await setUp();
    await anotherBrowser();
    await apply(text);
    expect(await flags()).toEqual([
      ['1', false, 'imported'],
      ['2', true, 'imported'],
    ]);
    expect((await readConnection(world.app.ports)).settings).toEqual(settings);
    const again = JSON.parse((await createPageHandlers(world.app).exportSetUp(undefined)).text);
    // Whether this browser may notify is for this browser to say.
    const expected = { ...JSON.parse(text), schedule: { everyMinutes: 30, notify: false } };
    expect(again).toEqual(expected);
  });
});

describe('an import', () => {
  it('sends nothing to a class that nobody has looked at on this device', async () => {
    const text = await setUp();
    await anotherBrowser();
    await apply(text);
    const [imported] = await world.app.db.getAll('links');
    expect(imported).toMatchObject({ classId: 'class-1', schoolId: null, students: {}, readAt: 0 });
  });

  it('that leads to another SIS begins its matches anew there, and keeps those of the first', async () => {
    const text = await setUp();
    await anotherBrowser();
    const first = { ...settings, gradebookUrl: 'https://first.example.org/gradebook' };
    await handlers.saveConnection({ settings: first, secret: null });
    await world.app.db.put('links', { ...link, students: { 1: 'first-1' } });
    handlers = createPageHandlers(world.app);
    await apply(text);
    expect(await world.app.db.getAll('links')).toMatchObject([
      { classId: 'class-1', schoolId: null, students: {}, readAt: 0 },
    ]);
    handlers = createPageHandlers(world.app);
    await handlers.saveConnection({ settings: first, secret: null });
    expect(await world.app.db.getAll('links')).toMatchObject([{ students: { 1: 'first-1' } }]);
  });

  it('keeps what this browser knows of a class that stays, and adds the category', async () => {
    const text = await setUp();
    const { 70002: _, ...automatic } = link.categories;
    await world.app.db.put('links', { ...link, categories: automatic });
    await apply(text);
    expect(await world.app.db.getAll('links')).toEqual([link]);
  });

  it('leaves out a category that the SIS class has not', async () => {
    const text = await setUp();
    const { 70002: _, ...automatic } = link.categories;
    const [homework] = link.sisCategories;
    if (!homework) throw new Error('no category');
    const without = { ...link, categories: automatic, sisCategories: [homework] };
    await world.app.db.put('links', without);
    expect((await previewOf(text)).matches).toEqual([]);
    await apply(text);
    expect(await world.app.db.getAll('links')).toEqual([without]);
  });

  it('tells what would sync again, which an opt-out made here would not have', async () => {
    const text = await setUp();
    const key = { ...biology, itemId: '2' };
    await handlers.setInclude({ opId: 'op-23456', key, include: false });
    expect(await previewOf(text)).toMatchObject({ included: 1, excluded: 0, unchanged: 1 });
  });

  it('keeps choices of items that it does not name', async () => {
    const text = await setUp();
    await putItems(world.app, anItem(algebra, '9', null));
    const key = { ...algebra, itemId: '9' };
    await handlers.setInclude({ opId: 'op-34567', key, include: false });
    await apply(text);
    expect(await flags()).toContainEqual(['9', false, 'panel']);
  });

  it('forgets the secret that was typed for another address', async () => {
    const text = await setUp();
    await saveSettings(world.app.ports, { ...settings, tokenUrl: 'https://other.example/token' });
    await apply(text);
    expect((await readConnection(world.app.ports)).secret).toBeNull();
  });

  it('sets titles and marks, and keeps those that it does not name', async () => {
    const text = await setUp();
    await saveSisTitle(world.app.db, { ...algebra, itemId: '1' }, 'Another title');
    await saveSisTitle(world.app.db, { ...algebra, itemId: '9' }, 'Mine');
    await saveSpecialScore(world.app.db, biology, 'missing', null);
    await saveSpecialScore(world.app.db, biology, 'excused', 'blank');
    await apply(text);
    const titles = (await readTeacherSettings(world.app.db, algebra)).sisTitles;
    expect([...titles]).toEqual([
      ['1', 'Unit 1 quiz'],
      ['9', 'Mine'],
    ]);
    expect((await readTeacherSettings(world.app.db, biology)).special).toEqual({
      missing: 'zero',
      excused: 'blank',
    });
  });

  it('of titles alone forgets the plans that they were not in', async () => {
    const text = await setUp();
    await saveSisTitle(world.app.db, { ...algebra, itemId: '1' }, null);
    await putItems(world.app, anItem(algebra, '1', { changes: 0, reason: null, blocked: false }));
    expect(await previewOf(text)).toMatchObject({ included: 0, excluded: 0 });
    await apply(text);
    const { origin, sectionId } = algebra;
    expect((await world.app.db.get('items', [origin, sectionId, '1']))?.planned).toBeNull();
  });

  it('of a file of version 1 says nothing of titles and marks: they stay', async () => {
    const { sections, ...file } = JSON.parse(await setUp());
    const old = (sections as Record<string, unknown>[]).map(
      ({ sisTitles: _, special: __, ...section }) => section,
    );
    const text = JSON.stringify({ ...file, version: 1, sections: old });
    const before = await rowsSet();
    expect(before).toHaveLength(2);
    expect(await previewOf(text)).toMatchObject({ unchanged: 2, teacherSettings: [] });
    await apply(text);
    expect(await rowsSet()).toEqual(before);
  });

  it('leaves the district’s connection and schedule in force', async () => {
    const text = await setUp();
    const policy = {
      profile: 'oneroster',
      oneRoster: {
        version: '1.2',
        rosteringUrl: 'https://district.example/r',
        gradebookUrl: 'https://district.example/g',
      },
      auth: {
        type: 'oauth2-client-credentials',
        tokenUrl: 'https://district.example/t',
        clientId: 'district',
      },
      schedule: { everyMinutes: 120 },
    };
    world.app.ports.managed = policyOf(() => policy);
    await saveSchedule(world.app.ports.local, { everyMinutes: 15, notify: false });
    expect(await previewOf(text)).toMatchObject({ connection: 'district', addresses: [] });
    await apply(text);
    const { settings: now } = await readConnection(world.app.ports);
    expect(now?.rosteringUrl).toBe('https://district.example/r');
    expect((await readSchedule(world.app.ports)).everyMinutes).toBe(120);
    // And it is not the teacher's to carry away.
    expect(JSON.parse((await handlers.exportSetUp(undefined)).text).connection).toBeNull();
  });

  it('that cannot be written changes no choice, no match and no title', async () => {
    const text = await setUp();
    await anotherBrowser();
    await world.app.db.delete('meta', 'sentinel'); // without it no choice is written
    await expect(apply(text)).rejects.toThrow('sentinel');
    expect(await flags()).toEqual([]);
    expect(await rowsSet()).toEqual([]);
    expect(await world.app.db.getAll('links')).toEqual([]);
    expect((await readConnection(world.app.ports)).settings).toBeNull();
  });
});

describe('a file that is not one of ours', () => {
  const hostile = (change: (file: Record<string, unknown>) => unknown) => (text: string) =>
    JSON.stringify(change(JSON.parse(text)));
  const section = (change: object) =>
    hostile(({ sections, ...file }) => ({
      ...file,
      sections: [{ ...(sections as object[])[0], ...change }],
    }));

  const cases: [string, (text: string) => string, object][] = [
    ['empty', () => '', { code: 'not-ours', detail: '' }],
    ['cut off', (text) => text.slice(0, -20), { code: 'not-ours', detail: '' }],
    ['of somebody else', () => '{"version":1}', { code: 'not-ours', detail: '' }],
    ['a list', () => '[]', { code: 'not-ours', detail: '' }],
    [
      'of a later version',
      hostile((file) => ({ ...file, version: 3, sections: 'of another shape' })),
      { code: 'other-version', detail: '3' },
    ],
    [
      'without a part',
      hostile(({ sections: _, ...file }) => file),
      { code: 'damaged', detail: 'sections' },
    ],
    [
      'with a part that we do not know',
      hostile((file) => ({ ...file, secret: 'x' })),
      { code: 'damaged', detail: '' },
    ],
    [
      'with a choice that is none',
      section({ choices: { 1: 'off' } }),
      { code: 'damaged', detail: 'sections.0.choices.1' },
    ],
    [
      'with an item id that is none',
      section({ choices: { '../1': true } }),
      { code: 'damaged', detail: 'sections.0.choices.../1' },
    ],
    [
      'with an empty title',
      section({ sisTitles: { 1: '  ' } }),
      { code: 'damaged', detail: 'sections.0.sisTitles.1' },
    ],
    [
      'with a title that is too long',
      section({ sisTitles: { 1: 'x'.repeat(2001) } }),
      { code: 'damaged', detail: 'sections.0.sisTitles.1' },
    ],
    [
      'with a mark that becomes another number',
      section({ special: { missing: 100 } }),
      { code: 'damaged', detail: 'sections.0.special.missing' },
    ],
    [
      'with a mark that we do not know',
      section({ special: { late: 'zero' } }),
      { code: 'damaged', detail: 'sections.0.special' },
    ],
    [
      'with an origin that is a page',
      section({ origin: 'https://app.schoology.com/evil' }),
      { code: 'damaged', detail: 'sections.0.origin' },
    ],
    [
      'with an address that is not secure',
      hostile((file) => ({
        ...file,
        connection: { ...settings, tokenUrl: 'http://evil.example' },
      })),
      { code: 'damaged', detail: 'connection.tokenUrl' },
    ],
    ['too large', (text) => text + ' '.repeat(longestFile), { code: 'too-large', detail: '' }],
  ];

  it.each(cases)('%s changes nothing, and it is said what is wrong', async (_, spoil, problem) => {
    const text = spoil(await setUp());
    await anotherBrowser();
    expect(await handlers.previewImport({ text })).toEqual({ problem });
    expect(await apply(text)).toEqual({ problem });
    expect(await flags()).toEqual([]);
    expect(await rowsSet()).toEqual([]);
    expect(await world.app.db.getAll('links')).toEqual([]);
  });
});
