import type { ItemKey } from '../../lib/model/item-key.ts';
import { t, tn } from '../../lib/text.ts';
import type { SheetProps } from '../panel-sheet.tsx';
import { Sheet } from './sheet.tsx';

type Props = Pick<SheetProps, 'state' | 'actions' | 'onClose'> & { items: ItemKey[] };

/** Asks once before items are sent whole: what stands in the SIS for them is replaced. */
export function SendAgainSheet({ state, actions, items, onClose }: Props) {
  const sis = state.panel?.connection.sisName || t('sisFallback');
  const send = (button: Element): void => {
    button.closest('dialog')?.close(); // the focus goes back to where the sheet was opened
    void actions.sendAgain(items);
  };
  return (
    <Sheet
      title={tn('sendAgainTitle', items.length)}
      size="small"
      onClose={onClose}
      footer={
        <button type="button" class="primary" onClick={({ currentTarget }) => send(currentTarget)}>
          {tn('sendAgainNow', items.length)}
        </button>
      }
    >
      <p>{t('sendAgainText', { sis })}</p>
      <p class="muted">{t('sendAgainKept')}</p>
    </Sheet>
  );
}
