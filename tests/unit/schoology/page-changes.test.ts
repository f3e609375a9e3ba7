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
    click(get('#n-50000001 .action-edit a', HTMLElement));
    const popup = get('.popups-box', HTMLElement, fixtureBody('popup-assignment-edit'));
    document.body.append(popup);
    await Promise.resolve(); // observers are told; no timer has run
    expect(document.querySelectorAll('.sync-to-sis-row')).toHaveLength(1);
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
