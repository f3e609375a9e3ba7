import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/text.ts';
import { FunnelIcon, SelectIcon } from '../icons.tsx';
import { countsOf } from '../panel-derived.ts';
import type { PanelState, Shown } from '../panel-state.ts';
import type { Place } from './item-columns.ts';
import { type Filter, filters } from './item-filter.ts';
import { narrowedBy } from './narrow.ts';
import { SortSelect } from './sort-select.tsx';

const names: Record<Filter, string> = {
  all: 'filterAll',
  attention: 'filterAttention',
  pending: 'filterPending',
  synced: 'filterSynced',
  'opted-out': 'filterOptedOut',
};

type Props = {
  state: PanelState;
  place: Place;
  onShow: (what: Partial<Shown>) => void;
};

/** Chips with their counts, a search over titles, further filters, the order, and the way to select. */
export const FilterBar = ({ state, place, onShow }: Props) => (
  <search class="filters" data-region="filters">
    <fieldset class="chips">
      <legend class="visually-hidden">{t('filterName')}</legend>
      {filters.map((name) => (
        <Chip key={name} {...{ name, state, onShow }} />
      ))}
    </fieldset>
    <div class="search-line">
      <SearchField query={state.query} onShow={onShow} />
      {place === 'popup' && <SortSelect sort={state.sort} onSort={(sort) => onShow({ sort })} />}
      <FiltersButton count={narrowedBy(state.narrow)} onShow={onShow} />
      <SelectButton selecting={state.picked !== null} onShow={onShow} />
    </div>
  </search>
);

/**
 * A letter is shown first, and the list follows in a task of its own: letters typed meanwhile are searched for together.
 * Until then the field is ahead of `query`, and drawing it again must not take a letter back. Leaving the field does not
 * wait for that task: what is pressed next is meant for the list that the letters leave.
 */
function SearchField({ query, onShow }: Pick<Props, 'onShow'> & { query: string }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    // An equal value is not set: a browser may take that for the end of what is being composed.
    if (field.current && field.current.value !== query) field.current.value = query;
  }, [query]);
  return (
    <input
      ref={field}
      type="search"
      class="search"
      aria-label={t('searchTitles')}
      placeholder={t('searchTitles')}
      onInput={({ currentTarget }) => setTimeout(() => onShow({ query: currentTarget.value }))}
      onBlur={({ currentTarget }) => onShow({ query: currentTarget.value })}
    />
  );
}

type ChipProps = Omit<Props, 'place'> & { name: Filter };

/** One that would show nothing is left out. */
function Chip({ name, state, onShow }: ChipProps) {
  const { filter } = state;
  const count = countsOf(state)[name];
  if (count === 0 && name !== filter && name !== 'all') return null;
  return (
    <button
      type="button"
      class="chip"
      aria-pressed={name === filter}
      onClick={() => onShow({ filter: name })}
    >
      {t(names[name])} <span class="chip-count">{count}</span>
    </button>
  );
}

type ButtonProps = Pick<Props, 'onShow'>;

/** By category, type, period, due date and points; says how many of them narrow the list now. */
const FiltersButton = ({ count, onShow }: ButtonProps & { count: number }) => (
  <button
    type="button"
    class={count > 0 ? 'list-tool on' : 'list-tool'}
    aria-haspopup="dialog"
    title={t('moreFilters')}
    onClick={() => onShow({ sheet: { kind: 'filters' } })}
  >
    <FunnelIcon />
    <span class="list-tool-word">{t('moreFilters')}</span>
    {count > 0 && <span class="chip-count">{count}</span>}
  </button>
);

const SelectButton = ({ selecting, onShow }: ButtonProps & { selecting: boolean }) => (
  <button
    type="button"
    class={selecting ? 'list-tool on' : 'list-tool'}
    aria-pressed={selecting}
    title={t('select')}
    onClick={() => onShow({ picked: selecting ? null : new Set() })}
  >
    <SelectIcon />
    <span class="list-tool-word">{t('select')}</span>
  </button>
);
