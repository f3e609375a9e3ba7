import {
  type ItemKey,
  itemKeyText,
  type SectionKey,
  sameSection,
  sectionKeyOf,
  sectionKeyText,
} from '../lib/model/item-key.ts';
import type { ItemRow, PanelView, SectionView, StandingChoice } from '../lib/model/panel-view.ts';
import type { Reason } from '../lib/model/reason.ts';
import { t } from '../lib/text.ts';
import type { Filter } from './list/item-filter.ts';
import type { Sort } from './list/item-sort.ts';
import { type Narrow, notNarrowed } from './list/narrow.ts';

/** One choice for several items: what became of it, and what stood before for the items that it changed. */
export type ManyChoice = {
  state: 'saving' | 'saved' | 'undone' | 'failed';
  include: boolean;
  /** Items that were changed, or changed back. */
  count: number;
  /** Empty while there is nothing to take back. */
  before: { key: ItemKey; choice: StandingChoice }[];
  /** Why it was not saved. */
  reason: Reason | null;
};

/** What stands over the list. */
export type OpenSheet =
  | { kind: 'keys' | 'review' | 'filters' | 'rules' | 'history' | 'still-in-sis' | 'totals' }
  | { kind: 'send-again'; items: ItemKey[] }
  | { kind: 'item'; item: ItemKey; at?: 'sis-title' };

/** What the panel shows. Everything in it was said by the background, which is the only owner of the truth. */
export type PanelState = {
  /** Null until the background has answered for the first time. */
  panel: PanelView | null;
  selected: SectionKey | 'all';
  /** Section views by sectionKeyText. */
  views: Readonly<Record<string, SectionView>>;
  /** Sections being read anew, by sectionKeyText. */
  reading: readonly string[];
  /** Why the last reading of a section failed, by sectionKeyText. */
  readErrors: Readonly<Record<string, Reason>>;
  /** Choices on their way to the background, by itemKeyText: what the teacher wants. */
  saving: Readonly<Record<string, boolean>>;
  /** Choices that could not be saved, by itemKeyText. */
  rowErrors: Readonly<Record<string, Reason>>;
  /** The last choice made for everything shown; null = none in what is selected. */
  many: ManyChoice | null;
  /** A course is seen for the first time in this browser, and no other browser has told of its choices. */
  firstLook: boolean;
  /** A request to start or stop a run is on its way. */
  busy: boolean;
  /** Why the last thing asked for was not done. */
  error: Reason | null;
  filter: Filter;
  query: string;
  narrow: Narrow;
  sort: Sort;
  /** Items that are selected, by itemKeyText; null = not selecting. */
  picked: ReadonlySet<string> | null;
  /** Null = the list has the panel to itself. */
  sheet: OpenSheet | null;
};

/** How much of the list is shown, in which order, and what stands over it: nobody's business but the panel's. */
export type Shown = Pick<PanelState, 'filter' | 'query' | 'narrow' | 'sort' | 'picked' | 'sheet'>;

export const initialState: PanelState = {
  panel: null,
  selected: 'all',
  views: {},
  reading: [],
  readErrors: {},
  saving: {},
  rowErrors: {},
  many: null,
  firstLook: false,
  busy: false,
  error: null,
  filter: 'all',
  query: '',
  narrow: notNarrowed,
  sort: null,
  picked: null,
  sheet: null,
};

/** What the SIS is called in texts. */
export const sisNameOf = ({ panel }: PanelState): string =>
  panel?.connection.sisName || t('sisFallback');

/** The sections that are shown: the selected one, or all that are known. */
export const selectedKeys = ({ panel, selected }: PanelState): SectionKey[] =>
  selected === 'all' ? (panel?.sections ?? []).map(sectionKeyOf) : [selected];

export const selectedViews = (state: PanelState): SectionView[] =>
  selectedKeys(state).flatMap((key) => state.views[sectionKeyText(key)] ?? []);

export const selectedRows = (state: PanelState): ItemRow[] =>
  selectedViews(state).flatMap(({ rows }) => rows);

/** Items of what is selected that nothing is sent of any more, and that the SIS still has. */
export const stillInSis = ({ panel, selected }: PanelState): number =>
  (panel?.sections ?? [])
    .filter((section) => selected === 'all' || sameSection(section, selected))
    .reduce((sum, section) => sum + section.stillInSis, 0);

/** Items that a sync would send something of now. */
export const sendable = (rows: ItemRow[]): ItemRow[] =>
  rows.filter(({ include, changes }) => include && changes > 0);

export const failedRows = (rows: ItemRow[]): ItemRow[] =>
  rows.filter(({ status }) => status === 'failed');

/** What is selected and still listed. */
export const pickedRows = (state: PanelState): ItemRow[] =>
  selectedRows(state).filter(({ key }) => state.picked?.has(itemKeyText(key)));

/** A copy of a record without some keys. */
export const without = <T>(
  record: Readonly<Record<string, T>>,
  keys: string[],
): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
