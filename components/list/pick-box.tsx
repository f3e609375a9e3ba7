import { t } from '../../lib/text.ts';

type Props = {
  title: string;
  picked: boolean;
  tabIndex: number;
  /** `range` = up to here from the one before, with Shift. */
  onPick: (range: boolean) => void;
};

/** Stands in the place of the Sync to SIS box while items are selected, so that no row has two. */
export const PickBox = ({ title, picked, tabIndex, onPick }: Props) => (
  <label class="include-box pick-box">
    <input
      type="checkbox"
      checked={picked}
      tabIndex={tabIndex}
      aria-label={t('pickItem', { title })}
      onClick={(event) => onPick(event.shiftKey)}
    />
  </label>
);
