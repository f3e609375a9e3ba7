import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { checkbox, periodOptions, selectField, textField } from './fields.ts';
import type { FormView } from './render.ts';

/** Schoology's own box, in districts with a grade passback app (schoology facts 3.6). */
export const nativeSyncBox = ({ section, values }: FormView): Markup | '' =>
  section.native
    ? html`
<div class="sync-to-sis-option-wrapper"><label for="edit-sync-to-sis-wrapper-sync-to-sis-option-1">Syncing: </label>
${checkbox('sync-to-sis-wrapper-sync-to-sis-option-1', 'sync_to_sis_wrapper[sync_to_sis_option]', 'Sync to SIS', values.nativeSync)}</div>`
    : '';

/** `#s-grade-item-add-form-grading`, in the order of the real form (schoology facts 3.4 to 3.6). */
export function gradingOptions(view: FormView): Markup {
  const { state, values } = view;
  const periods = periodOptions(state.periods);
  return html`
<div id="s-grade-item-add-form-grading">
<div class="category-options-wrapper">
<div class="grading-period-all-periods-wrapper hidden">${selectField('grading-period-id-final', 'grading_period_id_final', 'Period', periods, values.periodId)}</div>
<div class="grading-period-leaf-periods-wrapper">${selectField('grading-period-id', 'grading_period_id', 'Period', periods, values.periodId)}</div>
${checkbox('is-final', 'is_final', 'Set as midterm/final', values.isFinal)}
<div class="factor-wrapper">${textField('factor', 'factor', 'Factor', values.factor, true)}</div>
<div class="publish-grades-wrapper">${checkbox('publish-scores', 'publish_scores', 'Automatically Publish Grades', values.publishScores)}</div>
${nativeSyncBox(view)}
</div>
<div class="collected-wrapper">${checkbox('option-collected-only', 'option_collected_only', 'Collected', values.collectedOnly)}</div>
<div class="grading-scale-select-grouping">${selectField('grading-scale-id', 'grading_scale_id', 'Scale', [{ value: '0', text: 'Numeric' }], '0')}</div>
</div>`;
}
