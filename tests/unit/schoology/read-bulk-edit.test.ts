import { describe, expect, test } from 'vitest';
import {
  findBulkForm,
  findBulkHeader,
  readBulkEdit,
} from '../../../lib/schoology/read-bulk-edit.ts';
import { get, loadFixture, pageUrl } from './fixture.ts';

const page = pageUrl('/course/10000001/assignments-edit');
const table = 'page-bulk-edit-guess-a-table';
const divs = 'page-bulk-edit-guess-b-divs';

function formOf(fixture: string): HTMLFormElement {
  const form = findBulkForm(loadFixture(fixture), page);
  if (form === null) throw new Error('no Bulk Edit form');
  return form;
}

const items = [
  ['50000001', 'Linear equations worksheet'],
  ['50000002', 'Discuss: slope in real life'],
  ['50000003', 'Unit 2 quiz'],
];

const idsOf = (form: HTMLFormElement): string[] => readBulkEdit(form).rows.map((row) => row.itemId);

describe.each([table, divs])('rows of %s', (fixture) => {
  test('each row is one item with its title, in order', () => {
    const { rows, skipped, problems } = readBulkEdit(formOf(fixture));
    expect(rows.map(({ itemId, title }) => [itemId, title])).toEqual(items);
    expect(rows.every(({ native }) => native === null)).toBe(true);
    expect(rows.every(({ element }) => element.matches('.grade-item-row, .manager-row'))).toBe(
      true,
    );
    expect({ skipped, problems }).toEqual({ skipped: 0, problems: [] });
  });

  test('a row that names two items is skipped and reported', () => {
    const form = formOf(fixture);
    get('a[href="/assignment/50000001"]', HTMLAnchorElement, form).href = '/assignment/50000009';
    const { problems } = readBulkEdit(form);
    expect(idsOf(form)).toEqual(['50000002', '50000003']);
    expect(problems).toEqual(['row-conflict']);
  });

  test('two rows that name the same item are both skipped and reported', () => {
    const form = formOf(fixture);
    const row = readBulkEdit(form).rows[0]?.element;
    row?.after(row.cloneNode(true));
    expect(idsOf(form)).toEqual(['50000002', '50000003']);
    expect(readBulkEdit(form).problems).not.toEqual([]);
  });

  test('rows without field names are known by their links', () => {
    const form = formOf(fixture);
    for (const field of form.querySelectorAll('[name^="grade_items"]'))
      field.removeAttribute('name');
    for (const row of form.querySelectorAll('.manager-row')) row.removeAttribute('id');
    expect(idsOf(form)).toEqual(['50000001', '50000002', '50000003']);
  });

  test('rows without links are known by their field names', () => {
    const form = formOf(fixture);
    for (const link of form.querySelectorAll('a[href]')) link.removeAttribute('href');
    expect(idsOf(form)).toEqual(['50000001', '50000002', '50000003']);
  });
});

describe('Bulk Edit', () => {
  test('a table row with fields that name no item is skipped and reported', () => {
    const form = formOf(table);
    const row = get('.grade-item-row', HTMLTableRowElement, form);
    for (const field of row.querySelectorAll('[name]')) field.setAttribute('name', 'x');
    get('a', HTMLAnchorElement, row).removeAttribute('href');
    expect(readBulkEdit(form)).toMatchObject({ skipped: 1, problems: ['row-unknown'] });
  });

  test('a form in which nothing names an item is a problem', () => {
    const form = formOf(table);
    get('tbody', HTMLElement, form).replaceChildren();
    expect(readBulkEdit(form)).toEqual({ rows: [], skipped: 0, problems: ['row-unknown'] });
  });

  test('of a title that is longer than a message may be the beginning is read', () => {
    const form = formOf(table);
    get('a[href="/assignment/50000001"]', HTMLAnchorElement, form).textContent = 'x'.repeat(10_000);
    expect(readBulkEdit(form).rows[0]?.title).toBe('x'.repeat(2_000));
  });

  test('finds the native box of each row', () => {
    const { rows } = readBulkEdit(formOf('page-bulk-edit-guess-c-native'));
    expect(rows.map(({ native }) => native?.name)).toEqual([
      'grade_items[50000001][sync_to_sis]',
      'grade_items[50000002][sync_to_sis]',
    ]);
  });

  test('finds the header in both markups', () => {
    expect(findBulkHeader(readBulkEdit(formOf(table)).rows)?.tagName).toBe('TR');
    expect(findBulkHeader(readBulkEdit(formOf(divs)).rows)?.className).toBe('manager-header');
  });

  test('a form of another id counts only on the Bulk Edit address', () => {
    const document = loadFixture(table);
    get('form', HTMLFormElement).id = 'renamed';
    expect(findBulkForm(document, page)?.id).toBe('renamed');
    expect(findBulkForm(document, pageUrl('/course/10000001/materials'))).toBeNull();
  });
});
