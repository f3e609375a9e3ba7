import type { ItemRow } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import type { Place } from './item-columns.ts';
import { countRows, type Filter, filters } from './item-filter.ts';
import type { Shown } from './panel-state.ts';
import { SortSelect } from './sort-select.tsx';

const names: Record<Filter, string> = {
  all: 'filterAll',
  attention: 'filterAttention',
  pending: 'filterPending',
  synced: 'filterSynced',
  'opted-out': 'filterOptedOut',
};

type Props = {
  rows: ItemRow[];
  shown: Shown;
  place: Place;
  onShow: (what: Partial<Shown>) => void;
};

/** Chips with their counts, and a search over titles. A chip that would show nothing is left out. */
export const FilterBar = ({ rows, shown: { filter, query, sort }, place, onShow }: Props) => (
  <search class="filters" data-region="filters">
    <fieldset class="chips">
      <legend class="visually-hidden">{t('filterName')}</legend>
      {filters.map((name) => {
        const count = countRows(rows, name);
        if (count === 0 && name !== filter && name !== 'all') return null;
        return (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={name === filter}
            onClick={() => onShow({ filter: name })}
          >
            {t(names[name])} <span class="chip-count">{count}</span>
          </button>
        );
      })}
    </fieldset>
    <div class="search-line">
      <input
        type="search"
        class="search"
        aria-label={t('searchTitles')}
        placeholder={t('searchTitles')}
        value={query}
        onInput={(event) => onShow({ query: event.currentTarget.value })}
      />
      {place === 'popup' && <SortSelect sort={sort} onSort={(next) => onShow({ sort: next })} />}
    </div>
  </search>
);
