import type { PagePreferences } from '../../lib/model/panel-view.ts';
import { t } from '../../lib/text.ts';

type Props = { preferences: PagePreferences; onChange: (preferences: PagePreferences) => void };

const labels = {
  gradebookButton: 'prefGradebookButton',
  optedOutMarks: 'prefOptedOutMarks',
} as const satisfies Record<keyof PagePreferences, string>;

const names = ['gradebookButton', 'optedOutMarks'] as const;

/** What is shown on Schoology's pages besides the boxes. Takes effect at once. */
export const PagePreferenceBoxes = ({ preferences, onChange }: Props) => (
  <>
    {names.map((name) => (
      <label class="box-line" key={name}>
        <input
          type="checkbox"
          checked={preferences[name]}
          onChange={({ currentTarget }) =>
            onChange({ ...preferences, [name]: currentTarget.checked })
          }
        />
        <span>{t(labels[name])}</span>
      </label>
    ))}
  </>
);
