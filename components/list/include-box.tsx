import { t } from '../../lib/text.ts';

type Props = {
  title: string;
  /** null = nobody has chosen yet; the first press includes. */
  include: boolean | null;
  saving: boolean;
  tabIndex: number;
  onInclude: (include: boolean) => void;
};

/**
 * The Sync to SIS checkbox of a row. While a choice is being saved it takes no other; `disabled` would drop the
 * keyboard focus, so it says so with aria-disabled and refuses the click itself.
 */
export const IncludeBox = ({ title, include, saving, tabIndex, onInclude }: Props) => (
  <label class="include-box">
    <input
      type="checkbox"
      checked={include === true}
      indeterminate={include === null}
      tabIndex={tabIndex}
      aria-label={t('includeItem', { title })}
      aria-disabled={saving}
      onClick={(event) => {
        if (saving) event.preventDefault();
      }}
      onChange={(event) => onInclude(event.currentTarget.checked)}
    />
  </label>
);
