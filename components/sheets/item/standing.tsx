import type { ItemRow } from '../../../lib/model/panel-view.ts';
import type { Reason } from '../../../lib/model/reason.ts';
import { t } from '../../../lib/text.ts';
import { StatusBadge } from '../../list/status-badge.tsx';
import type { SheetProps } from '../../panel-sheet.tsx';
import { sisNameOf } from '../../panel-state.ts';
import { fullReason, reasonLine } from '../../reason-line.ts';
import { exactTime } from '../../time-text.ts';

type Props = Pick<SheetProps, 'state' | 'now'> & { row: ItemRow; remarks: Reason[] };

/** The status with everything there is to say about it, and when it was sent and tried last: the two are not the same. */
export function Standing({ state, now, row, remarks }: Props) {
  const sisName = sisNameOf(state);
  const others = remarks.filter(({ code }) => code !== row.reason?.code);
  return (
    <section class="item-part" aria-label={t('columnStatus')}>
      <p class="item-status">
        <StatusBadge row={row} /> {reasonLine(row, sisName, now)}
      </p>
      {others.map((remark) => (
        <p class="text-warn" key={remark.code}>
          {fullReason(remark, sisName)}
        </p>
      ))}
      <dl class="item-facts">
        <Moment name="columnLastSync" at={row.lastSuccessAt} />
        <Moment name="itemLastAttempt" at={row.lastAttemptAt} />
      </dl>
    </section>
  );
}

const Moment = ({ name, at }: { name: string; at: number | null }) => (
  <div>
    <dt>{t(name)}</dt>
    <dd>
      {at === null ? (
        t('never')
      ) : (
        <time dateTime={new Date(at).toISOString()}>{exactTime(at)}</time>
      )}
    </dd>
  </div>
);
