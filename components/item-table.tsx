import { useState } from 'preact/hooks';
import { itemKeyText, sectionKeyText } from '../lib/model/item-key.ts';
import type { ItemRow as Row, SectionView } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { columnsOf } from './item-columns.ts';
import { ItemRow, type RowContext } from './item-row.tsx';
import type { Sort } from './item-sort.ts';
import { rowOf } from './list-focus.ts';
import { SortHeading } from './sort-heading.tsx';

export type RowGroup = { section: SectionView['section']; rows: Row[] };

type Props = {
  groups: RowGroup[];
  named: boolean;
  context: RowContext;
  sort: Sort;
  onSort: (sort: Sort) => void;
};

/**
 * The graded items; `named` puts each section's title above its rows. The rows are one tab stop, the current one:
 * arrow keys move it, so that nobody tabs through 300 boxes.
 */
export function ItemTable({ groups, named, context, sort, onSort }: Props) {
  const columns = columnsOf(context.place);
  const [visited, setVisited] = useState<string | null>(null);
  const ids = groups.flatMap(({ rows }) => rows.map(({ key }) => itemKeyText(key)));
  const current = visited !== null && ids.includes(visited) ? visited : ids[0];
  return (
    <table
      class="items"
      onFocusIn={({ target }) => {
        const id = target instanceof Element ? rowOf(target)?.dataset.item : undefined;
        if (id !== undefined) setVisited(id);
      }}
    >
      <caption class="visually-hidden">{t('tableName')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <SortHeading
              key={column.name}
              column={column}
              place={context.place}
              sort={sort}
              onSort={onSort}
            />
          ))}
        </tr>
      </thead>
      {groups.map(({ section, rows }) => (
        <tbody key={sectionKeyText(section)}>
          {named && (
            <tr class="section-row">
              <th scope="rowgroup" colSpan={columns.length}>
                <bdi>{section.title}</bdi>
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <ItemRow
              key={itemKeyText(row.key)}
              row={row}
              context={context}
              current={itemKeyText(row.key) === current}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}
