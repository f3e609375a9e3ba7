import { describe, expect, test } from 'vitest';
import { get, loadFixture } from './fixture.ts';
import { byScript, click, type Harness, pass, save, sent, slowToCopy } from './harness.ts';
import { begin as beginAt, onePageEach, open } from './one-page.ts';

const path = '/course/10000001/assignments-edit';
const table = 'page-bulk-edit-guess-a-table';
const divs = 'page-bulk-edit-guess-b-divs';

onePageEach();

const begin = (fixture: string, given?: Parameters<typeof open>[1]): Promise<Harness> =>
  beginAt(fixture, path, given);

const named = (name: string): HTMLInputElement => get(`[aria-label="${name}"]`, HTMLInputElement);
const first = (): HTMLInputElement => named('Sync to SIS: Linear equations worksheet');
const second = (): HTMLInputElement => named('Sync to SIS: Discuss: slope in real life');
const third = (): HTMLInputElement => named('Sync to SIS: Unit 2 quiz');
const all = (): HTMLInputElement => named('Sync to SIS: all items');
const states = (): boolean[] => [first(), second(), third()].map((box) => box.checked);
const form = (): HTMLFormElement => get('#s-grade-item-manager-form', HTMLFormElement);
const status = (): string => get('.sync-to-sis-bar', HTMLElement).textContent ?? '';
const optedOut = (itemId: string) => ({
  itemId,
  include: false,
  chosenIn: 'bulk-edit' as const,
  lastSuccessAt: null,
  scoresSent: 0,
});

describe.each([table, divs])('the column in %s', (fixture) => {
  test('one box per item, marked rows, no names to post', async () => {
    await begin(fixture);
    expect(states()).toEqual([true, true, true]);
    expect(document.querySelectorAll('.sync-to-sis-box')).toHaveLength(4);
    const marked = [...document.querySelectorAll('[data-sync-to-sis-item]')];
    expect(marked.map((row) => row.getAttribute('data-sync-to-sis-item'))).toEqual([
      '50000001',
      '50000002',
      '50000003',
    ]);
    expect(document.querySelectorAll('[data-sync-to-sis][name]')).toHaveLength(0);
    expect(first().closest('[data-sync-to-sis-item]')?.lastElementChild?.contains(first())).toBe(
      true,
    );
  });

  test('is off limits before the browser can take a copy at once', async () => {
    const { readyCopy, goOn } = slowToCopy();
    await begin(fixture, { readyCopy });
    await pass(250); // by then the column is drawn, answered or not
    expect(first().disabled).toBe(true);
    goOn();
    await pass();
    expect(first().disabled).toBe(false);
  });

  test('shows what is stored, counts it, and the header has three states', async () => {
    await begin(fixture, { items: [optedOut('50000002')] });
    expect(states()).toEqual([true, false, true]);
    expect(status()).toBe('2 of 3 sync');
    expect([all().checked, all().indeterminate]).toEqual([false, true]);
    click(all());
    expect(states()).toEqual([true, true, true]);
    expect([all().checked, all().indeterminate]).toEqual([true, false]);
    click(all());
    expect(states()).toEqual([false, false, false]);
    expect([all().checked, all().indeterminate]).toEqual([false, false]);
    expect(status()).toBe('0 of 3 sync');
  });

  test('shift-click takes everything between along', async () => {
    await begin(fixture);
    click(first());
    click(third(), { shiftKey: true });
    expect(states()).toEqual([false, false, false]);
    click(second(), { shiftKey: true });
    expect(states()).toEqual([false, true, true]);
  });

  test('all changes of one save are staged as one', async () => {
    const { background } = await begin(fixture, { items: [optedOut('50000002')] });
    click(first());
    click(second());
    await pass(1_000);
    expect(sent(background, 'stageChoices')).toEqual([]);
    save(form(), false);
    expect(sent(background, 'stageChoices')).toEqual([
      {
        opId: 'submit-1',
        sectionId: '10000001',
        source: 'bulk-edit',
        choices: [
          { itemId: '50000001', title: 'Linear equations worksheet', include: false },
          { itemId: '50000002', title: 'Discuss: slope in real life', include: true },
        ],
      },
    ]);
    await pass(120_000);
    expect(sent(background, 'settleChoices')).toEqual([]);
  });

  test('an opt-out that was made before the item had an id is shown, and stored with the next save', async () => {
    const waiting = { ...optedOut('50000002'), include: true, optOutWaits: true as const };
    const { background } = await begin(fixture, { items: [waiting] });
    expect(states()).toEqual([true, false, true]);
    save(form(), false);
    expect(sent(background, 'stageChoices')).toMatchObject([
      { choices: [{ itemId: '50000002', include: false }] },
    ]);
  });

  test('rows that are re-rendered get their box again, with the choice', async () => {
    await begin(fixture);
    click(first());
    const row = get('[data-sync-to-sis-item="50000001"]', HTMLElement);
    const fresh = row.cloneNode(true);
    if (fresh instanceof HTMLElement) {
      fresh.querySelector('[data-sync-to-sis]')?.remove();
      fresh.removeAttribute('data-sync-to-sis-item');
    }
    row.replaceWith(fresh);
    await pass();
    expect(states()).toEqual([false, true, true]);
    expect(document.querySelectorAll('.sync-to-sis-box')).toHaveLength(4);
  });

  test('a click by a script changes nothing', async () => {
    await begin(fixture);
    first().dispatchEvent(byScript(new MouseEvent('click', { bubbles: true, cancelable: true })));
    second().dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    expect(states()).toEqual([true, true, true]);
  });

  test('choices that cannot be read leave every box off limits, with the reason', async () => {
    await begin(fixture, { refuses: ['getItems'] });
    await pass(10_000);
    expect([first(), second(), third(), all()].every((box) => box.disabled)).toBe(true);
    expect(status()).toContain('could not be read');
  });
});

describe('Bulk Edit', () => {
  test('headings over all columns span the new one too', async () => {
    await begin(table);
    expect(get('.period-row td', HTMLTableCellElement).colSpan).toBe(8);
    const widths = [...get('table', HTMLTableElement).rows].map((row) =>
      [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0),
    );
    expect(widths).toEqual([8, 8, 8, 8, 8]);
  });

  test('our own changes do not set off another round', async () => {
    const { background } = await begin(table);
    await pass(1_000);
    expect(sent(background, 'getItems')).toHaveLength(1);
    expect(get('.period-row td', HTMLTableCellElement).colSpan).toBe(8);
  });

  test('the page that shows the form again with errors gets its choices back', async () => {
    loadFixture(table);
    form().insertAdjacentHTML('beforebegin', '<div class="messages error">No</div>');
    const carried = [{ itemId: '50000003', title: 'Unit 2 quiz', include: false }];
    const page = open(path, { carried });
    await pass();
    expect(sent(page.background, 'pageStarted')).toEqual([{ form: 'rejected', item: null }]);
    expect(states()).toEqual([true, true, false]);
    save(form(), false);
    expect(sent(page.background, 'stageChoices')).toMatchObject([{ choices: carried }]);
  });

  test('tells that scores stay when an item that was sent is switched off', async () => {
    const sentItem = { ...optedOut('50000001'), include: true, lastSuccessAt: 1, scoresSent: 3 };
    await begin(table, { items: [sentItem] });
    click(second());
    expect(status()).not.toContain('stay in');
    click(first());
    expect(status()).toContain('stay in Demo SIS until they are removed there');
  });

  test('with a native column there is none of ours, and its state is staged', async () => {
    const { background } = await begin('page-bulk-edit-guess-c-native');
    expect(document.querySelectorAll('.sync-to-sis-box')).toHaveLength(0);
    get('[name="grade_items[50000002][sync_to_sis]"]', HTMLInputElement).checked = false;
    save(form(), false);
    expect(sent(background, 'stageChoices')).toMatchObject([
      { source: 'native', choices: [{ itemId: '50000002', include: false }] },
    ]);
  });

  const nativeBox = (itemId: string): HTMLInputElement =>
    get(`[name="grade_items[${itemId}][sync_to_sis]"]`, HTMLInputElement);
  const off = { include: false, lastSuccessAt: null, scoresSent: 0 };

  test('a native column follows a choice made in the panel, and then Schoology saves it', async () => {
    const { background } = await begin('page-bulk-edit-guess-c-native', {
      items: [{ ...off, itemId: '50000002', chosenIn: 'panel' }],
    });
    expect(nativeBox('50000002').checked).toBe(false);
    expect(get('.sync-to-sis-note', HTMLElement).textContent).not.toBe('');
    save(form(), false);
    expect(sent(background, 'stageChoices')).toMatchObject([
      { source: 'native', choices: [{ itemId: '50000002', include: false }] },
    ]);
  });

  test('a script that ticks a native box includes nothing; a person does', async () => {
    loadFixture('page-bulk-edit-guess-c-native');
    nativeBox('50000002').checked = false;
    const page = open(path, { items: [{ ...off, itemId: '50000002', chosenIn: 'native' }] });
    await pass();
    nativeBox('50000002').checked = true;
    save(form(), false);
    expect(sent(page.background, 'stageChoices')).toEqual([]);
    nativeBox('50000002').checked = false;
    click(nativeBox('50000002'));
    save(form(), false);
    expect(sent(page.background, 'stageChoices')).toMatchObject([
      { choices: [{ itemId: '50000002', include: true }] },
    ]);
  });

  test('rows that cannot be told apart are left out, and this is said', async () => {
    loadFixture(table);
    const row = get('.grade-item-row', HTMLTableRowElement);
    row.after(row.cloneNode(true));
    const page = open(path);
    await pass();
    expect(document.querySelectorAll('.sync-to-sis-box')).toHaveLength(3);
    expect(status()).toContain('left out');
    expect(page.problems).toContainEqual({ page: 'bulk-edit', problem: 'row-duplicate' });
  });

  const boxes = (): number => document.querySelectorAll('.sync-to-sis-box').length;
  const never = { deafTo: ['getItems'] };

  test('the column comes with its choices, and not before', async () => {
    loadFixture(table);
    open(path, { items: [optedOut('50000002')] });
    expect(boxes()).toBe(0);
    await pass();
    expect(boxes()).toBe(4);
    expect(states()).toEqual([true, false, true]);
  });

  test('while the choices take long, the column is there and off limits', async () => {
    await begin(table, never);
    expect(boxes()).toBe(0);
    await pass(300);
    expect(boxes()).toBe(4);
    expect([first(), second(), third(), all()].map((box) => box.disabled)).toEqual(
      Array(4).fill(true),
    );
    expect(first().indeterminate).toBe(true);
    expect(status()).toContain('Reading');
  });

  test('a script that has let go of the page adds no column to it', async () => {
    const { end } = await begin(table, never);
    end();
    await pass(300);
    expect(boxes()).toBe(0);
  });

  test('the Bulk Edit address without any form is reported', async () => {
    loadFixture('page-materials');
    const page = open(path);
    expect(page.problems).toContainEqual({ page: 'bulk-edit', problem: 'form-missing' });
  });
});
