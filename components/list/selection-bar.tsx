import { itemKeyText } from '../../lib/model/item-key.ts';
import type { ItemRow } from '../../lib/model/panel-view.ts';
import { wouldChange } from '../../lib/model/row-tone.ts';
import { t, tn } from '../../lib/text.ts';
import { sendable } from '../panel-state.ts';
import type { PanelActions } from '../panel-store.ts';

type Props = {
  /** What filter and search show. */
  shown: ItemRow[];
  picked: ItemRow[];
  /** A sync can be started now. */
  ready: boolean;
  actions: PanelActions;
};

/** What can be done with the items that are selected. */
export function SelectionBar({ shown, picked, ready, actions }: Props) {
  const toSend = sendable(picked);
  const included = picked.filter(({ include }) => include);
  const pick = (rows: ItemRow[]) => () =>
    actions.show({ picked: new Set(rows.map(({ key }) => itemKeyText(key))) });
  return (
    <div class="selection" data-region="selection">
      <div class="selection-line">
        <strong role="status">{tn('selected', picked.length)}</strong>
        <button type="button" class="link" onClick={pick(shown)}>
          {t('selectShown', { n: shown.length })}
        </button>
        {picked.length > 0 && (
          <button type="button" class="link" onClick={pick([])}>
            {t('selectNone')}
          </button>
        )}
        <button
          type="button"
          class="link selection-end"
          onClick={() => actions.show({ picked: null })}
        >
          {t('selectEnd')}
        </button>
      </div>
      <div class="selection-line">
        <button
          type="button"
          disabled={!ready || toSend.length === 0}
          onClick={() => void actions.syncItems(toSend.map(({ key }) => key))}
        >
          {t('syncSelected', { n: toSend.length })}
        </button>
        {[true, false].map((include) => (
          <button
            key={include}
            type="button"
            disabled={!picked.some((row) => wouldChange(row, include))}
            onClick={() => void actions.setIncludeOf(picked, include)}
          >
            {t(include ? 'includeSelected' : 'excludeSelected')}
          </button>
        ))}
        <button
          type="button"
          aria-haspopup="dialog"
          disabled={!ready || included.length === 0}
          onClick={() =>
            actions.show({ sheet: { kind: 'send-again', items: included.map(({ key }) => key) } })
          }
        >
          {t('sendAgain')}
        </button>
      </div>
    </div>
  );
}
