import { itemKinds } from '../../lib/model/graded-item.ts';
import type { ItemRow } from '../../lib/model/panel-view.ts';
import { t } from '../../lib/text.ts';
import { kindText } from '../kind-text.ts';
import { type Narrow, notNarrowed } from '../list/narrow.ts';
import type { SheetProps } from '../panel-sheet.tsx';
import { selectedRows } from '../panel-state.ts';
import { Sheet } from './sheet.tsx';

/** Narrows the list by more than chips and search; what it shows can then be included or excluded together. */
export function FiltersSheet({ state, actions, onClose }: SheetProps) {
  const { narrow } = state;
  const rows = selectedRows(state);
  const set = (change: Partial<Narrow>): void => actions.show({ narrow: { ...narrow, ...change } });
  return (
    <Sheet
      title={t('moreFilters')}
      size="small"
      onClose={onClose}
      footer={
        <button type="button" onClick={() => actions.show({ narrow: notNarrowed })}>
          {t('clearFilters')}
        </button>
      }
    >
      <div class="fields">
        <Choice
          text="columnCategory"
          value={narrow.category}
          options={titlesOf(rows, ({ categoryTitle }) => categoryTitle)}
          onChoose={(category) => set({ category })}
        />
        <Choice
          text="itemType"
          value={narrow.kind}
          options={itemKinds
            .filter((kind) => rows.some((row) => row.kind === kind))
            .map((kind) => ({ value: kind, text: kindText(kind) }))}
          onChoose={(value) => set({ kind: itemKinds.find((kind) => kind === value) ?? null })}
        />
        <Choice
          text="gradingPeriod"
          value={narrow.period}
          options={titlesOf(rows, ({ periodTitle }) => periodTitle)}
          onChoose={(period) => set({ period })}
        />
        <Day text="dueFrom" value={narrow.dueFrom} onChoose={(dueFrom) => set({ dueFrom })} />
        <Day text="dueTo" value={narrow.dueTo} onChoose={(dueTo) => set({ dueTo })} />
        <label class="box-line">
          <input
            type="checkbox"
            checked={narrow.zeroPoints}
            onChange={({ currentTarget: { checked } }) => set({ zeroPoints: checked })}
          />
          {t('zeroPointsOnly')}
        </label>
      </div>
    </Sheet>
  );
}

type Option = { value: string; text: string };

const titlesOf = (rows: ItemRow[], titleOf: (row: ItemRow) => string | null): Option[] =>
  [...new Set(rows.flatMap((row) => titleOf(row) ?? []))]
    .toSorted((a, b) => a.localeCompare(b))
    .map((title) => ({ value: title, text: title }));

type ChoiceProps = {
  text: string;
  value: string | null;
  options: Option[];
  onChoose: (value: string | null) => void;
};

const Choice = ({ text, value, options, onChoose }: ChoiceProps) => (
  <label class="field">
    <span>{t(text)}</span>
    <select
      value={value ?? ''}
      onChange={({ currentTarget }) => onChoose(currentTarget.value || null)}
    >
      <option value="">{t('any')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  </label>
);

type DayProps = { text: string; value: string; onChoose: (day: string) => void };

const Day = ({ text, value, onChoose }: DayProps) => (
  <label class="field">
    <span>{t(text)}</span>
    <input
      type="date"
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  </label>
);
