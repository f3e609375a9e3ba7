import type { ItemRow } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { countRows, type Filter, filters } from './item-filter.ts';

const names: Record<Filter, string> = {
  all: 'filterAll',
  attention: 'filterAttention',
  pending: 'filterPending',
  synced: 'filterSynced',
  'opted-out': 'filterOptedOut',
};

type Props = {
  rows: ItemRow[];
  filter: Filter;
  query: string;
  onShow: (what: { filter?: Filter; query?: string }) => void;
};

/** Chips with their counts, and a search over titles. A chip that would show nothing is left out. */
export const FilterBar = ({ rows, filter, query, onShow }: Props) => (
  <search class="filters">
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
    <input
      type="search"
      class="search"
      aria-label={t('searchTitles')}
      placeholder={t('searchTitles')}
      value={query}
      onInput={(event) => onShow({ query: event.currentTarget.value })}
    />
  </search>
);
