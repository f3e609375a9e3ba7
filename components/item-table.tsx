import { itemKeyText, sectionKeyText } from '../lib/model/item-key.ts';
import type { ItemRow as Row, SectionView } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { ItemRow, type RowContext } from './item-row.tsx';

export type RowGroup = { section: SectionView['section']; rows: Row[] };

type Props = { groups: RowGroup[]; named: boolean; context: RowContext };

/** The graded items; `named` puts each section's title above its rows. */
export const ItemTable = ({ groups, named, context }: Props) => (
  <table class="items">
    <caption class="visually-hidden">{t('tableName')}</caption>
    <thead>
      <tr>
        <th scope="col">{t('columnInclude')}</th>
        <th scope="col">{t('columnItem')}</th>
        <th scope="col">{t('columnReason')}</th>
        <th scope="col">{t('columnLastSync')}</th>
        <th scope="col">{t('columnStatus')}</th>
      </tr>
    </thead>
    {groups.map(({ section, rows }) => (
      <tbody key={sectionKeyText(section)}>
        {named && (
          <tr class="section-row">
            <th scope="rowgroup" colSpan={5}>
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
