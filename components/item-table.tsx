import { itemKeyText, sectionKeyText } from '../lib/model/item-key.ts';
import type { ItemRow as Row, SectionView } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { columnsOf } from './item-columns.ts';
import { ItemRow, type RowContext } from './item-row.tsx';

export type RowGroup = { section: SectionView['section']; rows: Row[] };

type Props = { groups: RowGroup[]; named: boolean; context: RowContext };

/** The graded items; `named` puts each section's title above its rows. */
export function ItemTable({ groups, named, context }: Props) {
  const columns = columnsOf(context.place);
  return (
    <table class="items">
      <caption class="visually-hidden">{t('tableName')}</caption>
      <thead>
        <tr>
          {columns.map(({ name, text }) => (
            <th key={name} scope="col" class={`column-${name}`}>
              {t(text)}
            </th>
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
