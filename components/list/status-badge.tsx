import type { ItemRow, SyncStatus } from '../../lib/model/panel-view.ts';
import { rowTone } from '../../lib/model/row-tone.ts';
import { t } from '../../lib/text.ts';
import { AlertIcon, CheckIcon, ClockIcon, MinusIcon } from '../icons.tsx';

const looks: Record<SyncStatus, { word: string; Icon: typeof CheckIcon }> = {
  synced: { word: 'statusSynced', Icon: CheckIcon },
  pending: { word: 'statusPending', Icon: ClockIcon },
  failed: { word: 'statusFailed', Icon: AlertIcon },
  'opted-out': { word: 'statusOptedOut', Icon: MinusIcon },
};

/** The status word with its icon: colour is never alone. */
export function StatusBadge({ row }: { row: ItemRow }) {
  const { word, Icon } = looks[row.status];
  return (
    <span class={`badge tone-${rowTone(row)}`}>
      <Icon />
      {t(word)}
    </span>
  );
}
