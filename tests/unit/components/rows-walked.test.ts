import { describe, expect, it } from 'vitest';
import { filters } from '../../../components/list/item-filter.ts';
import { notNarrowed } from '../../../components/list/narrow.ts';
import { countsOf, visibleGroups } from '../../../components/panel-derived.ts';
import { initialState, type PanelState } from '../../../components/panel-state.ts';
import { sectionKeyText } from '../../../lib/model/item-key.ts';
import type { ItemRow, SectionView } from '../../../lib/model/panel-view.ts';
import {
  aPanel,
  aRow,
  aView,
  failedRow,
  optedOutRow,
  origin,
  pendingRow,
  unmatchedRow,
} from './fake-views.ts';

/** Rows that say when they are walked: whoever walks them begins with the first. */
function watched(rows: ItemRow[]) {
  let walks = 0;
  const list = new Proxy(rows, {
    get(target, name, receiver) {
      if (name === '0') walks += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return { list, walks: () => walks };
}

const viewOf = (sectionId: string, rows: ItemRow[]): SectionView =>
  aView(rows, { section: { origin, sectionId, title: `Course ${sectionId}` } });

function stateOf(...views: SectionView[]): PanelState {
  const counts = { items: 0, pending: 0, failed: 0, optedOut: 0, stillInSis: 0 };
  return {
    ...initialState,
    panel: aPanel({ sections: views.map(({ section }) => ({ ...section, ...counts })) }),
    views: Object.fromEntries(views.map((view) => [sectionKeyText(view.section), view])),
  };
}

const first = () => [
  aRow('1', { title: 'Quiz 10' }),
  { ...pendingRow('2'), title: 'Quiz 2' },
  { ...failedRow('3'), title: 'Essay' },
];
const second = () => [unmatchedRow('4'), optedOutRow('5', null)];

const shown = (state: PanelState) =>
  visibleGroups(state).map(({ rows }) => rows.map(({ key }) => key.itemId).join());

describe('how often the rows of a section are walked', () => {
  it('once for the counts of all chips, however often they are asked for', () => {
    const one = watched(first());
    const state = stateOf(viewOf('101', one.list), viewOf('102', second()));
    for (const _ of [1, 2]) {
      expect(filters.map((name) => countsOf(state)[name])).toEqual([5, 2, 2, 1, 1]);
    }
    expect(one.walks()).toBe(1);
  });

  it('once while filter, search and order stay, whatever else changes in the panel', () => {
    const { list, walks } = watched(first());
    const state: PanelState = {
      ...stateOf(viewOf('101', list)),
      sort: { by: 'title', descending: false },
    };
    const groups = visibleGroups(state);
    expect(shown(state)).toEqual(['3,2,1']);
    const meanwhile: PanelState = { ...state, busy: true, reading: ['x'], picked: new Set() };
    expect(visibleGroups(meanwhile)).toBe(groups); // the table need not be cut in pieces again
    expect(walks()).toBe(1);
  });

  it('again for another filter, search, narrowing or order', () => {
    const { list, walks } = watched(first());
    const state = stateOf(viewOf('101', list));
    expect(shown(state)).toEqual(['1,2,3']);
    expect(shown({ ...state, filter: 'attention' })).toEqual(['3']);
    expect(shown({ ...state, query: 'quiz' })).toEqual(['1,2']);
    expect(shown({ ...state, narrow: { ...notNarrowed, category: 'none of these' } })).toEqual([]);
    expect(shown({ ...state, sort: { by: 'title', descending: true } })).toEqual(['1,2,3']);
    expect(walks()).toBe(5);
  });

  it('again when a section has changed, is added or is gone', () => {
    const one = viewOf('101', first());
    const two = viewOf('102', second());
    const more = viewOf('102', [...second(), aRow('6')]);
    for (const [views, rows] of [
      [
        [one, two],
        ['1,2,3', '4,5'],
      ],
      [
        [one, more],
        ['1,2,3', '4,5,6'],
      ],
      [[one], ['1,2,3']],
      [
        [one, two],
        ['1,2,3', '4,5'],
      ],
    ] as const) {
      const state = stateOf(...views);
      expect(shown(state)).toEqual(rows);
      expect(countsOf(state).all).toBe(rows.join().split(',').length);
    }
  });
});
