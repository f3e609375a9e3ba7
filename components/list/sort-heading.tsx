import { t } from '../../lib/text.ts';
import { SortIcon } from '../icons.tsx';
import type { Column, Place } from './item-columns.ts';
import { isSortKey, nextSort, type Sort } from './item-sort.ts';

type Props = { column: Column; place: Place; sort: Sort; onSort: (sort: Sort) => void };

/** The heading of a column; in the tab a button where the list can be sorted by it. The popup hides its headings. */
export function SortHeading({ column: { name, text }, place, sort, onSort }: Props) {
  const sorted = sort?.by === name ? sort : null;
  return (
    <th
      scope="col"
      class={`column-${name}`}
      {...(sorted && { 'aria-sort': sorted.descending ? 'descending' : 'ascending' })}
    >
      {place === 'tab' && isSortKey(name) ? (
        <button type="button" class="sort" onClick={() => onSort(nextSort(sort, name))}>
          {t(text)}
          <SortIcon />
        </button>
      ) : (
        <span class={name === 'sync' ? 'visually-hidden' : ''}>{t(text)}</span>
      )}
    </th>
  );
}
