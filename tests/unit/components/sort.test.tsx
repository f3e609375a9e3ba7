import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { nextSort, type Sort, type SortKey, sortRows } from '../../../components/list/item-sort.ts';
import { drawPanel } from './draw.tsx';
import {
  aPanel,
  aRow,
  aView,
  daysAgo,
  failedRow,
  optedOutRow,
  pendingRow,
  unmatchedRow,
} from './fake-views.ts';

const titles = ['Quiz 10', 'éclair lab', 'Quiz 2', 'Essay'];
const named = titles.map((title, at) => aRow(String(at), { title }));
const ids = (rows: { key: { itemId: string } }[]): string =>
  rows.map((row) => row.key.itemId).join();
const up = (by: SortKey): Sort => ({ by, descending: false });
const down = (by: SortKey): Sort => ({ by, descending: true });

describe('the order of the list', () => {
  it('is Schoology’s while nothing else was asked for', () => {
    expect(ids(sortRows(named, null))).toBe('0,1,2,3');
  });

  it('by title follows the language and counts numbers', () => {
    expect(ids(sortRows(named, up('title')))).toBe('1,3,2,0');
    expect(ids(sortRows(named, down('title')))).toBe('0,2,3,1');
  });

  it('by last successful sync puts Never before every time', () => {
    const at = [daysAgo(1), null, daysAgo(9)];
    const rows = at.map((lastSuccessAt, n) => aRow(String(n), { lastSuccessAt }));
    expect(ids(sortRows(rows, up('time')))).toBe('1,2,0');
    expect(ids(sortRows(rows, down('time')))).toBe('0,2,1');
  });

  it('by status begins with what somebody has to mend', () => {
    const rows = [
      optedOutRow('out', null),
      aRow('synced'),
      pendingRow('pending'),
      unmatchedRow('unmatched'),
      failedRow('failed'),
    ];
    expect(ids(sortRows(rows, up('status')))).toBe('failed,unmatched,pending,synced,out');
  });

  it('by category leaves equal rows as Schoology has them', () => {
    const rows = ['Labs', null, 'Essays', 'Labs'].map((categoryTitle, n) =>
      aRow(String(n), { categoryTitle }),
    );
    expect(ids(sortRows(rows, up('category')))).toBe('1,2,0,3');
    expect(ids(sortRows(rows, down('category')))).toBe('0,3,2,1');
  });

  it('turns round at the second press and is Schoology’s again at the third', () => {
    expect(nextSort(null, 'title')).toEqual(up('title'));
    expect(nextSort(up('title'), 'title')).toEqual(down('title'));
    expect(nextSort(down('title'), 'title')).toBeNull();
    expect(nextSort(up('title'), 'time')).toEqual(down('time'));
    expect(nextSort(down('time'), 'time')).toEqual(up('time'));
  });
});

const heading = (root: Element, name: string) =>
  [...root.querySelectorAll('th[scope=col]')].find((cell) => cell.textContent === name);

describe('the headings of the tab', () => {
  const view = aView(named);

  it('are buttons, so that the keyboard reaches them, where the list can be sorted', () => {
    const { root, actions } = drawPanel(view, aPanel(), {}, 'tab');
    const buttons = [...root.querySelectorAll('thead button')].map((one) => one.textContent);
    expect(buttons).toEqual(['Item', 'Category', 'Last Successful Sync', 'Status']);
    heading(root, 'Item')?.querySelector('button')?.click();
    expect(actions.show).toHaveBeenCalledWith({ sort: up('title') });
  });

  it('say which one the list is sorted by, and how', () => {
    const { root, rows } = drawPanel(view, aPanel(), { sort: down('title') }, 'tab');
    const said = [...root.querySelectorAll('[aria-sort]')];
    expect(said).toEqual([heading(root, 'Item')]);
    expect(said[0]?.getAttribute('aria-sort')).toBe('descending');
    expect(rows().map((row) => row.slice(0, 7))).toEqual([
      'Quiz 10',
      'Quiz 2H',
      'EssayHo',
      'éclair ',
    ]);
  });

  it('keep their order while the list is filtered', () => {
    const { rows } = drawPanel(view, aPanel(), { sort: down('title'), query: 'quiz' }, 'tab');
    expect(rows().map((row) => row.slice(0, 7))).toEqual(['Quiz 10', 'Quiz 2H']);
  });
});

describe('the popup, which has no headings to press', () => {
  it('sorts by a list box', () => {
    const { root, actions } = drawPanel(aView(named));
    expect(root.querySelectorAll('thead button')).toHaveLength(0);
    const select = root.querySelector<HTMLSelectElement>('select[aria-label="Sort by"]');
    if (!select) throw new Error('no list box');
    expect([...select.options].map(({ text }) => text)).toEqual([
      'Sort: as in Schoology',
      'Sort: Item',
      'Sort: Last Successful Sync',
      'Sort: Status',
    ]);
    select.value = 'time';
    act(() => void select.dispatchEvent(new Event('change', { bubbles: true })));
    expect(actions.show).toHaveBeenCalledWith({ sort: down('time') });
  });
});
