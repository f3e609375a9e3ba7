import type { ItemRow } from '../../lib/model/panel-view.ts';
import { t } from '../../lib/text.ts';
import { SyncIcon } from '../icons.tsx';

type Props = { row: ItemRow; title: string; busy: boolean; tabIndex: number; onSync: () => void };

/** Sends one item alone. A failed one is tried again. The popup shows only the arrows. */
export function RowSync({ row, title, busy, tabIndex, onSync }: Props) {
  const failed = row.status === 'failed';
  return (
    <button
      type="button"
      class={failed ? 'row-sync retry' : 'row-sync'}
      tabIndex={tabIndex}
      aria-label={t(failed ? 'retryItem' : 'syncItem', { title })}
      title={t(failed ? 'retryItem' : 'syncItem', { title })}
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onSync();
      }}
    >
      <SyncIcon />
      <span class="row-sync-word">{t(failed ? 'retry' : 'sync')}</span>
    </button>
  );
}
