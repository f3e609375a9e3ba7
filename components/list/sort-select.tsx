import { t } from '../../lib/text.ts';
import { firstSort, isSortKey, type Sort, type SortKey } from './item-sort.ts';

/** The popup has no headings to press, and shows no categories. */
const choices: Record<Exclude<SortKey, 'category'>, string> = {
  title: 'columnItem',
  time: 'columnLastSync',
  status: 'columnStatus',
};

type Props = { sort: Sort; onSort: (sort: Sort) => void };

export const SortSelect = ({ sort, onSort }: Props) => (
  <select
    class="sort-select"
    aria-label={t('sortBy')}
    value={sort?.by ?? ''}
    onChange={({ currentTarget: { value } }) => onSort(isSortKey(value) ? firstSort(value) : null)}
  >
    <option value="">{t('sortSchoology')}</option>
    {Object.entries(choices).map(([key, text]) => (
      <option key={key} value={key}>
        {t('sortChoice', { column: t(text) })}
      </option>
    ))}
  </select>
);
