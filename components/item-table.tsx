import { itemKeyText, sectionKeyText } from '../lib/model/item-key.ts';
import type { ItemRow as Row, SectionView } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { columnsOf } from './item-columns.ts';
import { ItemRow, type RowContext } from './item-row.tsx';
import type { Sort } from './item-sort.ts';
import { SortHeading } from './sort-heading.tsx';

export type RowGroup = { section: SectionView['section']; rows: Row[] };

type Props = {
  groups: RowGroup[];
  named: boolean;
  context: RowContext;
  sort: Sort;
  onSort: (sort: Sort) => void;
};

/** The graded items; `named` puts each section's title above its rows. */
export function ItemTable({ groups, named, context, sort, onSort }: Props) {
  const columns = columnsOf(context.place);
  return (
    <table class="items">
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
            <ItemRow key={itemKeyText(row.key)} row={row} context={context} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
