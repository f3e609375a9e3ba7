import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSubmittedMark } from '../../../entrypoints/schoology/submitted-mark.ts';
import { get, loadFixture } from './fixture.ts';
import { click, type Harness, pass, save, sent, start } from './harness.ts';

const materials = '/course/10000001/materials';
/** Holds nothing that we serve. */
const members = '/course/10000001/members';

let page: Harness | undefined;
const open = async (path: string): Promise<Harness> => {
  page?.end(); // a page ends with the one before it
  page = start(path);
  await pass();
  return page;
};
const openMembers = (): Promise<Harness> => {
  document.body.innerHTML = '<div id="content-wrapper"><p>Members</p></div>';
  return open(members);
};
/** Unticks and saves in the dialog of an item; the browser then loads the next page. */
async function submitChoice(): Promise<void> {
  loadFixture('popup-assignment-edit');
  await open(materials);
  click(get('.sync-to-sis-row input', HTMLInputElement));
  save(get('form#s-grade-item-add-form', HTMLFormElement), false);
  await pass();
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') });
  sessionStorage.clear();
});
afterEach(() => {
  click(document.body); // what waits for a first press begins here, and ends
  page?.end();
  page = undefined;
  vi.useRealTimers();
});

describe('a page that holds nothing to serve', () => {
  test('wakes nobody until a person presses something, and then tells that it has started', async () => {
    const { background } = await openMembers();
    expect(background.log).toEqual([]);
    click(get('p', HTMLElement));
    await pass();
    expect(background.log).toEqual([['pageStarted', { form: 'none', item: null }]]);
  });

  test('serves the dialog that a press brings up', async () => {
    await openMembers();
    click(get('p', HTMLElement));
    await pass();
    const here = document.body.innerHTML;
    loadFixture('popup-assignment-edit');
    document.body.insertAdjacentHTML('beforeend', here);
    await pass(100);
    expect(document.querySelectorAll('.sync-to-sis-row input')).toHaveLength(1);
  });

  test('tells at once where it follows a page in which a choice was submitted, and only there', async () => {
    await submitChoice();
    const landing = await openMembers();
    expect(sent(landing.background, 'pageStarted')).toEqual([{ form: 'none', item: null }]);
    const next = await openMembers();
    expect(next.background.log).toEqual([]);
  });

  test('tells again where the background could not be told', async () => {
    await submitChoice();
    page?.end();
    document.body.innerHTML = '';
    page = start(members, { deafTo: ['pageStarted'] });
    await pass();
    const next = await openMembers();
    expect(sent(next.background, 'pageStarted')).toHaveLength(1);
  });

  test('tells every time where the browser lets nothing be stored', () => {
    const closed = createSubmittedMark({
      get sessionStorage(): Storage {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    closed.put('submit-1');
    expect(closed.read()).toBe('');
    closed.remove(closed.read());
    expect(closed.read()).toBe('');
  });

  test('keeps the mark of what was submitted while the last was being told', () => {
    const mark = createSubmittedMark(window);
    mark.put('submit-1');
    const seen = mark.read();
    mark.put('submit-2');
    mark.remove(seen);
    expect(mark.read()).toBe('submit-2');
    mark.remove('submit-2');
    expect(mark.read()).toBeNull();
  });

  test('knows what was submitted and not heard of', () => {
    const mark = createSubmittedMark(window);
    for (const opId of ['submit-1', 'submit-2', 'submit-3']) mark.put(opId);
    mark.heard('submit-2');
    expect(mark.unheard()).toEqual(['submit-1', 'submit-3']);
    mark.heard('submit-1');
    mark.heard('submit-3');
    expect([mark.unheard(), mark.read()]).toEqual([[], 'submit-3']);
    mark.remove('submit-3');
    mark.heard('submit-3');
    expect(mark.read()).toBeNull();
  });

  test('asks after no more than the last twenty', () => {
    const mark = createSubmittedMark(window);
    for (let n = 10; n <= 31; n++) mark.put(`submit-${n}`);
    expect(mark.unheard()).toHaveLength(20);
    expect([mark.unheard()[0], mark.unheard()[19]]).toEqual(['submit-12', 'submit-31']);
  });
});
