import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Rescue } from '../../../lib/background/remove-data.ts';
import {
  createRouter,
  type PageHandlers,
  type TabHandlers,
} from '../../../lib/background/router.ts';
import { identify, isSchoology, type Speaker } from '../../../lib/background/sender.ts';
import { StorageUnsafeError } from '../../../lib/background/storage-unsafe.ts';
import { LmsError } from '../../../lib/lms/lms-error.ts';
import { SisError } from '../../../lib/sis/sis-client.ts';

const refused = { ok: false, reason: { code: 'UNKNOWN' } };
const tab: Speaker = { kind: 'tab', origin: 'https://app.schoology.com', tabId: 7 };
const page: Speaker = { kind: 'page' };
const message = (name: string, data?: unknown) => ({ to: 'background', name, data });
const choice = { itemId: '50000001', title: 'Lab', include: false };
const stage = { opId: 'op-12345', sectionId: '10000001', source: 'dialog', choices: [choice] };

const called = vi.fn<(name: string, data: unknown) => unknown>();
const answering = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, async (data: unknown) => called(name, data)]));
const tabNames = ['getItems', 'stageChoices', 'settleChoices', 'pageStarted'];
const pageNames = ['getPanel', 'setInclude', 'sync', 'saveConnection', 'cancelSync'];

const route = createRouter(
  async () => ({
    tab: answering(tabNames) as unknown as TabHandlers,
    page: answering(pageNames) as unknown as PageHandlers,
  }),
  answering(['removeData', 'repairStorage']) as unknown as Rescue,
);

beforeEach(() => {
  called.mockReset().mockReturnValue('answer');
});

describe('the router', () => {
  it('hands a message that fits its schema to its handler', async () => {
    expect(await route(message('stageChoices', stage), tab)).toEqual({ ok: true, value: 'answer' });
    expect(called).toHaveBeenCalledWith('stageChoices', stage);
    expect(await route(message('getPanel'), page)).toEqual({ ok: true, value: 'answer' });
  });

  it.each([
    ['a tab asks for a page verb', message('sync', { sections: [] }), tab],
    ['a tab asks to save a connection', message('saveConnection', {}), tab],
    ['a page asks for a tab verb', message('stageChoices', stage), page],
    ['nobody speaks', message('getPanel'), null],
    ['an unknown name', message('fetch', 'https://evil.example'), page],
    ['a name of every object', message('constructor'), page],
    ['a name of every object', message('__proto__'), tab],
    ['not addressed to the background', { name: 'getPanel' }, page],
    ['no object at all', 'getPanel', page],
    ['a field too many', message('stageChoices', { ...stage, origin: 'https://x.example' }), tab],
    ['an id that is no number', message('stageChoices', { ...stage, sectionId: '1 or 1' }), tab],
    ['a number where an id is text', message('stageChoices', { ...stage, sectionId: 1 }), tab],
    [
      'a source that a page may not claim',
      message('stageChoices', { ...stage, source: 'imported' }),
      tab,
    ],
    [
      'more rows than any page has',
      message('stageChoices', { ...stage, choices: Array(2001).fill(choice) }),
      tab,
    ],
    [
      'include that is not yes or no',
      message('stageChoices', { ...stage, choices: [{ ...choice, include: 1 }] }),
      tab,
    ],
  ])('refuses: %s', async (_, sent, speaker) => {
    expect(await route(sent, speaker)).toEqual(refused);
    expect(called).not.toHaveBeenCalled();
  });

  it('never rejects and never changes anything, whatever arrives', async () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({
        to: fc.constantFrom('background', 'pages', 1),
        name: fc.constantFrom(...tabNames, ...pageNames, 'toString', ''),
        data: fc.anything(),
      }),
    );
    const harmless = new Set(['getPanel', 'cancelSync']); // they take no data, so any sender of ours may be right
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(tab, page, null), async (sent, speaker) => {
        called.mockClear();
        const reply = await route(sent, speaker);
        const names = called.mock.calls.map(([name]) => name).filter((name) => !harmless.has(name));
        expect(names).toEqual([]);
        if (called.mock.calls.length === 0) expect(reply).toEqual(refused);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [new LmsError('signed-out', 'roster'), { code: 'LMS_SIGNED_OUT', params: { where: 'roster' } }],
    [
      new SisError({ code: 'REJECTED', scope: 'item', detail: 'no' }),
      { code: 'REJECTED', params: { detail: 'no' } },
    ],
    [new StorageUnsafeError('lost'), { code: 'STORAGE_UNSAFE' }],
  ])('answers an error with its reason: %s', async (error, reason) => {
    called.mockImplementation(() => {
      throw error;
    });
    expect(await route(message('getPanel'), page)).toEqual({ ok: false, reason });
  });
});

describe('who is speaking', () => {
  const own = { id: 'our-id', origin: 'chrome-extension://our-id' };
  const top = { id: 'our-id', frameId: 0, tab: { id: 7 } };
  const judge = (sender: Parameters<typeof identify>[0]) => identify(sender, own, isSchoology);

  it('a content script in the top frame of a Schoology page', async () => {
    const url = 'https://district.schoology.com/course/1/materials';
    expect(await judge({ ...top, url })).toEqual({
      kind: 'tab',
      origin: 'https://district.schoology.com',
      tabId: 7,
    });
  });

  it('a district’s own address, where it is one', async () => {
    const url = 'https://lms.district.example/course/1/materials';
    const isLms = async ({ origin }: URL) => origin === 'https://lms.district.example';
    expect(await identify({ ...top, url }, own, isLms)).toMatchObject({ kind: 'tab' });
    expect(await identify({ ...top, url: 'https://sis.district.example/' }, own, isLms)).toBeNull();
  });

  it('one of our own pages, in a tab or as a popup', async () => {
    expect(await judge({ ...top, url: 'chrome-extension://our-id/panel.html' })).toEqual(page);
    expect(await judge({ id: 'our-id', url: 'chrome-extension://our-id/popup.html' })).toEqual(
      page,
    );
  });

  it.each([
    ['another extension', { ...top, id: 'other', url: 'https://app.schoology.com/' }],
    ['another site', { ...top, url: 'https://schoology.com.evil.example/' }],
    ['a site whose name only ends alike', { ...top, url: 'https://notschoology.com/' }],
    ['an unencrypted page', { ...top, url: 'http://app.schoology.com/' }],
    ['a frame inside a page', { ...top, frameId: 3, url: 'https://app.schoology.com/' }],
    ['no tab', { id: 'our-id', frameId: 0, url: 'https://app.schoology.com/' }],
    [
      'a page of another extension whose id begins alike',
      { ...top, url: 'chrome-extension://our-id-2/panel.html' },
    ],
    ['no address', top],
  ])('nobody: %s', async (_, sender) => {
    expect(await judge(sender)).toBeNull();
  });
});
