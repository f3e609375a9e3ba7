import type { SelectOption } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';

type Props = {
  label: string;
  value: string | null;
  options: SelectOption[];
  /** Hides the label from sight where the words beside it already say it. */
  bare?: boolean;
  onChoose: (id: string) => void;
};

/** A labelled choice that takes effect at once. */
export const MatchSelect = ({ label, value, options, bare = false, onChoose }: Props) => (
  <label class="match">
    <span class={bare ? 'visually-hidden' : 'match-label'}>{label}</span>
    <select
      value={value ?? ''}
      onChange={(event) => {
        if (event.currentTarget.value !== '') onChoose(event.currentTarget.value);
      }}
    >
      <option value="" disabled={value !== null}>
        {t('choose')}
      </option>
      {options.map(({ id, title, detail }) => (
        <option key={id} value={id}>
          {detail ? `${title} (${detail})` : title}
        </option>
      ))}
    </select>
  </label>
);
