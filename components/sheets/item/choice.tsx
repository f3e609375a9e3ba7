import { itemKeyText } from '../../../lib/model/item-key.ts';
import type { ItemRow } from '../../../lib/model/panel-view.ts';
import { waitsForReview } from '../../../lib/model/row-tone.ts';
import { reasonText, t } from '../../../lib/text.ts';
import { sisNameOf } from '../../panel-state.ts';
import { exactTime } from '../../time-text.ts';
import type { PartProps } from './item-sheet.tsx';

/** Whether the item is sent, and who has set that where and when. */
export function Choice({ state, actions, detail, row }: PartProps) {
  const id = itemKeyText(row.key);
  const wanted = state.saving[id];
  const failed = state.rowErrors[id];
  const include = wanted ?? (row.include && !waitsForReview(row));
  return (
    <section class="item-part">
      <label class="item-choice">
        <input
          type="checkbox"
          checked={include}
          aria-disabled={wanted !== undefined}
          aria-describedby="item-chosen"
          onClick={(event) => {
            if (wanted !== undefined) event.preventDefault();
          }}
          onChange={({ currentTarget }) => void actions.setInclude(row.key, currentTarget.checked)}
        />
        {t('syncBoxLabel')}
      </label>
      <p id="item-chosen" class="muted">
        {wanted === undefined ? chosenText(row, detail.chosenAt) : t('saving')}
      </p>
      {failed && (
        <p class="text-error" role="alert">
          {t('notSaved')} {reasonText(failed, sisNameOf(state))}
        </p>
      )}
    </section>
  );
}

function chosenText({ chosenIn }: ItemRow, at: number | null): string {
  if (chosenIn === null) return t('chosenNowhere');
  const where = t(`chosenIn_${chosenIn.replace('-', '_')}`);
  return at === null ? where : t('chosenAt', { where, time: exactTime(at) });
}
