import { useState } from 'preact/hooks';
import type { SpecialView } from '../../../lib/model/item-detail.ts';
import type { Reason } from '../../../lib/model/reason.ts';
import { type SpecialChoice, specialChoices } from '../../../lib/model/special-score.ts';
import { reasonText, t } from '../../../lib/text.ts';
import { reasonOf } from '../../panel-context.ts';
import { sisNameOf } from '../../panel-state.ts';
import type { PartProps } from './item-sheet.tsx';

/** What marks without a score become, in the whole course: as the SIS has it, or as the teacher says. */
export function SpecialMarks({ state, actions, detail, row }: PartProps) {
  const sis = sisNameOf(state);
  const [problem, setProblem] = useState<Reason | null>(null);
  const choose = async (
    exception: SpecialView['exception'],
    choice: SpecialChoice | null,
  ): Promise<void> => {
    setProblem(null);
    try {
      await actions.ask('saveSpecialScore', { key: row.key, exception, choice });
      await actions.reload();
    } catch (error) {
      setProblem(reasonOf(error));
    }
  };
  return (
    <details class="item-part special">
      <summary>{t('specialTitle')}</summary>
      <p class="muted">{t('specialText', { sis })}</p>
      {detail.special.map((mark) => (
        <Mark key={mark.exception} mark={mark} sis={sis} onChoose={choose} />
      ))}
      {problem && (
        <p class="text-warn" role="alert">
          {t('notSaved')} {reasonText(problem, sis)}
        </p>
      )}
    </details>
  );
}

type MarkProps = {
  mark: SpecialView;
  sis: string;
  onChoose: (exception: SpecialView['exception'], choice: SpecialChoice | null) => Promise<void>;
};

const isChoice = (value: string): value is SpecialChoice =>
  specialChoices.some((choice) => choice === value);

const Mark = ({ mark, sis, onChoose }: MarkProps) => (
  <label class="match">
    <span class="match-label">{t(`mark_${mark.exception}`)}</span>
    <select
      value={mark.chosen ?? ''}
      onChange={({ currentTarget: { value } }) =>
        void onChoose(mark.exception, isChoice(value) ? value : null)
      }
    >
      <option value="">{t('specialUsual', { sis, choice: t(`special_${mark.usual}`) })}</option>
      {mark.choices.map((choice) => (
        <option key={choice} value={choice}>
          {t(`special_${choice}`)}
        </option>
      ))}
    </select>
  </label>
);
