import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixtureBody, get, loadFixture } from './fixture.ts';
import { click, type Harness, pass, sent, start } from './harness.ts';

let page: Harness;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  page.end();
  vi.useRealTimers();
});

const content = (): HTMLElement => get('#content-wrapper', HTMLElement);

/** A list with one material, as a page would add it. */
function listOf(itemId: string): HTMLElement {
  const table = document.createElement('table');
  table.innerHTML = `<tbody><tr id="n-${itemId}"><td><div class="item-title">Item</div></td></tr></tbody>`;
  return table;
}

const asked = (): unknown[] => sent(page.background, 'getOptedOut');

const editLink = (): HTMLElement => get('#n-50000001 .action-edit a', HTMLElement);

/** A dialog about an item that nothing tells but what opened it. */
function openDialog(): void {
  const popup = get('.popups-box', HTMLElement, fixtureBody('popup-assignment-edit'));
  get('form', HTMLFormElement, popup).removeAttribute('action');
  document.body.append(popup);
}

const servedItems = (): (string | null | undefined)[] =>
  [...document.querySelectorAll('.sync-to-sis-row')].map((row) =>
    row.closest('form')?.getAttribute('data-sync-to-sis-item'),
  );

describe('a page that holds nothing to serve', () => {
  /** Without lists, gradebook and forms by its address; the links are those of a list all the same. */
  const plain = '/course/10000001/updates';

  test.each([
    ['press', (link: HTMLElement) => click(link)],
    [
      'click of assistive technology, without a press',
      (link: HTMLElement) => link.dispatchEvent(new MouseEvent('click', { bubbles: true })),
    ],
  ])('serves the dialog that its first %s opens, and knows the item by it', async (_, act) => {
    loadFixture('page-materials');
    page = start(plain);
    await pass();
    act(editLink());
    openDialog();
    await Promise.resolve();
    expect(servedItems()).toEqual(['50000001']);
  });

  test('serves a dialog that came by itself as soon as a person does anything in it', async () => {
    loadFixture('page-materials');
    page = start(plain);
    await pass();
    openDialog();
    await pass(1_000);
    click(get('.popups-box', HTMLElement));
    expect(servedItems()).toHaveLength(1);
  });
});

describe('what changes in a page', () => {
  test('lists that it adds one by one are looked at together, soon', async () => {
    loadFixture('page-materials');
    page = start('/course/10000001/materials', { optedOut: ['50000013'] });
    await pass();
    for (const itemId of ['50000011', '50000012', '50000013']) {
      content().append(listOf(itemId));
      await pass(10);
    }
    expect(asked()).toHaveLength(1);
    await pass(100);
    expect(asked()).toHaveLength(2);
    const added = ['50000011', '50000012', '50000013'];
    expect(asked()[1]).toMatchObject({ itemIds: expect.arrayContaining(added) });
    expect(document.querySelectorAll('#n-50000013 .sync-to-sis-mark')).toHaveLength(1);
  });

  test('a dialog that it adds has its box before anything else happens', async () => {
    loadFixture('page-materials');
    page = start('/course/10000001/materials');
    await pass();
    click(editLink());
    openDialog();
    await Promise.resolve(); // observers are told; no timer has run
    expect(servedItems()).toEqual(['50000001']);
  });

  test('what we put there is no change: Bulk Edit is read once, not after each of our own', async () => {
    loadFixture('page-bulk-edit-guess-a-table');
    const row = get('tbody tr:has(a)', HTMLElement);
    row.after(row.cloneNode(true)); // two rows of one item: told at each reading
    page = start('/course/10000001/assignments-edit');
    await pass(1_000);
    expect(document.querySelectorAll('tbody .sync-to-sis-box')).toHaveLength(2);
    expect(page.problems).toEqual([{ page: 'bulk-edit', problem: 'row-duplicate' }]);
  });

  test('a cell of ours that it takes away comes back, one that it copies goes', async () => {
    loadFixture('page-bulk-edit-guess-a-table');
    page = start('/course/10000001/assignments-edit');
    await pass();
    const row = get('tbody tr:has(a)', HTMLElement);
    const cell = get('.sync-to-sis-cell', HTMLElement, row);
    cell.remove();
    await pass();
    expect(row.contains(cell)).toBe(true);
    row.append(cell.cloneNode(true));
    await pass();
    expect([...row.querySelectorAll('.sync-to-sis-cell')]).toEqual([cell]);
  });
});
