import { useMemo } from 'preact/hooks';
import { itemKeyText } from '../../lib/model/item-key.ts';
import type { ItemRow as Row } from '../../lib/model/panel-view.ts';
import type { Reason } from '../../lib/model/reason.ts';
import { rowTone, waitsForReview } from '../../lib/model/row-tone.ts';
import { reasonText, t } from '../../lib/text.ts';
import { sendable } from '../panel-state.ts';
import { reasonLine } from '../reason-line.ts';
import { IncludeBox } from './include-box.tsx';
import { LastSuccess } from './last-success.tsx';
import { PickBox } from './pick-box.tsx';
import { RowSync } from './row-sync.tsx';
import { StatusBadge } from './status-badge.tsx';
import type { RowContext } from './use-row-context.ts';

type Props = {
  row: Row;
  context: RowContext;
  /** Tab stops here, and at no other row. */
  current: boolean;
  /** Which row of the table this is, where not all are drawn; null = it shows. */
  index: number | null;
};

/** Drawn anew only when something of it has changed: other rows come and go around it. */
export function ItemRow({ row, context, current, index }: Props) {
  return useMemo(
    () => <DrawnRow {...{ row, context, current, index }} />,
    [row, context, current, index],
  );
}

function DrawnRow({ row, context, current, index }: Props) {
  const { sisName, now } = context;
  const id = itemKeyText(row.key);
  const wanted = context.saving[id];
  const title = row.title || t('untitled');
  const reason = reasonLine(row, sisName, now);
  return (
    <tr
      data-item={id}
      class={context.picked?.has(id) ? 'picked' : ''}
      {...(index !== null && { 'aria-rowindex': index })}
    >
      <td class="cell-include">
        <RowBox row={row} context={context} title={title} tabIndex={current ? 0 : -1} />
      </td>
      <th scope="row" class="cell-title">
        <button
          type="button"
          class="title-button"
          tabIndex={current ? 0 : -1}
          aria-haspopup="dialog"
          onClick={() => context.onOpen(row.key)}
        >
          <bdi>{title}</bdi>
        </button>
      </th>
      {context.place === 'tab' && (
        <td class="cell-category">
          <bdi>{row.categoryTitle}</bdi>
        </td>
      )}
      <td class={`cell-reason text-${rowTone(row)}`}>
        <RowError reason={context.rowErrors[id]} sisName={sisName} />
        <span class="reason" title={reason}>
          {wanted === undefined ? reason : t('saving')}
        </span>
        {row.chosenIn === 'native' && <small class="row-origin">{t('chosenIn_native')}</small>}
      </td>
      <td class="cell-time">
        <LastSuccess at={row.lastSuccessAt} now={now} />
      </td>
      <td class="cell-status">
        <StatusBadge row={row} />
      </td>
      <td class="cell-sync">
        {context.canSync && (row.status === 'failed' || sendable([row]).length > 0) && (
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

type BoxProps = { row: Row; context: RowContext; title: string; tabIndex: number };

/** Includes the item, or selects it: one box at a time. */
function RowBox({ row, context, title, tabIndex }: BoxProps) {
  const { picked, saving, onPick, onInclude } = context;
  const id = itemKeyText(row.key);
  const shared = { title, tabIndex };
  if (picked !== null) {
    return <PickBox {...shared} picked={picked.has(id)} onPick={(range) => onPick(id, range)} />;
  }
  const wanted = saving[id];
  return (
    <IncludeBox
      {...shared}
      include={wanted ?? (waitsForReview(row) ? null : row.include)}
      saving={wanted !== undefined}
      onInclude={(include) => onInclude(row.key, include)}
    />
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
