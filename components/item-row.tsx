import { type ItemKey, itemKeyText } from '../lib/model/item-key.ts';
import type { ItemRow as Row } from '../lib/model/panel-view.ts';
import type { Reason } from '../lib/model/reason.ts';
import { rowTone } from '../lib/model/row-tone.ts';
import { reasonText, t } from '../lib/text.ts';
import { IncludeBox } from './include-box.tsx';
import type { Place } from './item-columns.ts';
import { LastSuccess } from './last-success.tsx';
import { sendable } from './panel-state.ts';
import { reasonLine } from './reason-line.ts';
import { RowSync } from './row-sync.tsx';
import { StatusBadge } from './status-badge.tsx';

export type RowContext = {
  place: Place;
  sisName: string;
  now: number;
  saving: Readonly<Record<string, boolean>>;
  rowErrors: Readonly<Record<string, Reason>>;
  onInclude: (key: ItemKey, include: boolean) => void;
  /** One item can be sent alone now. */
  canSync: boolean;
  busy: boolean;
  onSync: (key: ItemKey) => void;
};

type Props = {
  row: Row;
  context: RowContext;
  /** Tab stops here, and at no other row. */
  current: boolean;
};

export function ItemRow({ row, context, current }: Props) {
  const { sisName, now, onInclude } = context;
  const id = itemKeyText(row.key);
  const wanted = context.saving[id];
  const title = row.title || t('untitled');
  return (
    <tr data-item={id}>
      <td class="cell-include">
        <IncludeBox
          title={title}
          include={wanted ?? row.include}
          saving={wanted !== undefined}
          tabIndex={current ? 0 : -1}
          onInclude={(include) => onInclude(row.key, include)}
        />
      </td>
      <th scope="row" class="cell-title">
        <bdi>{title}</bdi>
      </th>
      {context.place === 'tab' && (
        <td class="cell-category">
          <bdi>{row.categoryTitle}</bdi>
        </td>
      )}
      <td class={`cell-reason text-${rowTone(row)}`}>
        <RowError reason={context.rowErrors[id]} sisName={sisName} />
        {wanted === undefined ? reasonLine(row, sisName, now) : t('saving')}
        {row.chosenIn === 'native' && <small class="row-origin">{t('chosenInSchoology')}</small>}
      </td>
      <td class="cell-time">
        <LastSuccess at={row.lastSuccessAt} now={now} />
      </td>
      <td class="cell-status">
        <StatusBadge row={row} />
      </td>
      <td class="cell-sync">
        {context.canSync && sendable([row]).length > 0 && (
          <RowSync
            row={row}
            title={title}
            busy={context.busy}
            tabIndex={current ? 0 : -1}
            onSync={() => context.onSync(row.key)}
          />
        )}
      </td>
    </tr>
  );
}

function RowError({ reason, sisName }: { reason: Reason | undefined; sisName: string }) {
  if (!reason) return null;
  return (
    <strong class="row-error" role="alert">
      {t('notSaved')} {reasonText(reason, sisName)}
    </strong>
  );
}
