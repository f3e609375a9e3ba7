import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { get, loadFixture } from './fixture.ts';
import { byScript, type Harness, pass, sent, start } from './harness.ts';

let harness: Harness;
const roots: ShadowRoot[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  roots.length = 0;
  // A closed root is for nobody but who made it; the test stands there.
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
});
afterEach(() => {
  harness.end();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const button = (): HTMLButtonElement | null => roots.at(-1)?.querySelector('button') ?? null;
const state = { pending: 3, failed: 0, lastSuccessAt: null };

describe('the gradebook button', () => {
  test('says what waits and opens the panel', async () => {
    loadFixture('page-gradebook');
    harness = start('/course/10000001/grades', { state });
    await pass();
    expect(button()?.textContent).toBe('Sync to SIS · 3 items to sync · never synced');
    expect(
      get('.s-grades-gradebook-options-btns', HTMLElement).querySelectorAll(
        '.sync-to-sis-gradebook',
      ),
    ).toHaveLength(1);
    expect(document.querySelector('[role="grid"] [data-sync-to-sis]')).toBeNull();
    button()?.click();
    expect(sent(harness.background, 'openPanel')).toEqual([{ sectionId: '10000001' }]);
  });

  test('a failure is what it says first', async () => {
    loadFixture('page-gradebook');
    harness = start('/course/10000001/grades', {
      state: { pending: 0, failed: 2, lastSuccessAt: 1 },
    });
    await pass();
    expect(button()?.textContent).toBe('Sync to SIS · 2 failed');
  });

  test('is not opened by a script, and tells the page nothing', async () => {
    loadFixture('page-gradebook');
    harness = start('/course/10000001/grades', { state });
    await pass();
    button()?.dispatchEvent(byScript(new MouseEvent('click')));
    expect(sent(harness.background, 'openPanel')).toEqual([]);
    const host = get('.sync-to-sis-gradebook', HTMLElement);
    expect(host.shadowRoot).toBeNull();
    expect(host.outerHTML).not.toMatch(/\d/);
  });

  test('stays away when it is switched off, and from other pages', async () => {
    loadFixture('page-gradebook');
    harness = start('/course/10000001/grades', { state: null });
    await pass();
    expect(document.querySelector('.sync-to-sis-gradebook')).toBeNull();
    harness.end();
    loadFixture('page-materials');
    harness = start('/course/10000001/materials', { state });
    await pass();
    expect(sent(harness.background, 'getSectionState')).toEqual([]);
  });
});

describe('the marks of opted-out items', () => {
  const marked = (): (string | undefined)[] =>
    [...document.querySelectorAll('.sync-to-sis-mark')].map((node) => node.closest('tr')?.id);

  test('stand on the rows of the materials list', async () => {
    loadFixture('page-materials');
    harness = start('/course/10000001/materials', { optedOut: ['50000003'] });
    await pass();
    expect(marked()).toEqual(['n-50000003']);
    expect(sent(harness.background, 'getOptedOut')).toEqual([
      { sectionId: '10000001', itemIds: ['50000001', '50000002', '50000003', '50000004'] },
    ]);
  });

  test('come again with a list that Schoology has drawn anew', async () => {
    loadFixture('page-materials');
    harness = start('/course/10000001/materials', { optedOut: ['50000003'] });
    await pass();
    const content = get('#content-wrapper', HTMLElement);
    const again = content.innerHTML;
    content.innerHTML = again; // a copy of our mark with it, which nobody serves
    await pass();
    expect(marked()).toEqual(['n-50000003']);
  });

  test('stand beside the title on the item’s own page', async () => {
    loadFixture('page-materials');
    harness = start('/assignment/50000003', { optedOut: ['50000003'] });
    await pass();
    expect(get('h1.page-title', HTMLElement).nextElementSibling?.textContent).toBe(
      'Does not sync to the SIS',
    );
  });

  test('none where nothing is known', async () => {
    loadFixture('page-materials');
    harness = start('/course/10000001/materials', {
      refuses: ['getOptedOut'],
      optedOut: ['50000003'],
    });
    await pass();
    expect(marked()).toEqual([]);
  });
});
