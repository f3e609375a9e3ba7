import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { errorMessages } from '../pages/layout.ts';
import {
  categoryOptions,
  checkbox,
  drupalFields,
  periodOptions,
  selectField,
  submitButtons,
  textField,
} from './fields.ts';
import { nativeSyncBox } from './grading-options.ts';
import { type FormView, submitLabel } from './render.ts';

/** The grading area, hidden while grading is off (schoology facts 3.3). The order of its fields is a guess. */
const grading = (view: FormView): Markup => html`
<div class="grading-options-wrapper" style="${view.values.gradingEnabled ? '' : 'display: none;'}">
<div id="s-grade-item-add-form-due-fields">${textField('due-date-datepicker-popup-0', 'due_date[date]', 'Due date', view.values.dueDate)}${textField('due-date-timeEntry-popup-1', 'due_date[time]', 'Time', view.values.dueTime)}</div>
<div class="max-points-wrapper">${textField('max-points', 'max_points', 'Max points', view.values.maxPoints)}</div>
${selectField(
  'grading-category-id',
  'grading_category_id',
  'Category',
  categoryOptions(view.section.categories).filter(({ value }) => value !== 'new'),
  view.values.categoryId,
)}
${selectField('grading-period-id', 'grading_period_id', 'Period', periodOptions(view.state.periods), view.values.periodId)}
<div class="factor-wrapper">${textField('factor', 'factor', 'Factor', view.values.factor)}</div>
<div class="publish-grades-wrapper">${checkbox('publish-scores', 'publish_scores', 'Automatically Publish Grades', view.values.publishScores)}</div>
${nativeSyncBox(view)}
</div><div class="grading-scale-select-grouping"></div><div class="toggle-count-in-grade"></div>`;

/** `#s-discussion-create-form` and `#s-discussion-edit-discussion-form` (schoology facts 3.3). */
export function discussionForm(view: FormView): Markup {
  const name = view.item ? 'edit-discussion' : 'create';
  return html`
<form action="${view.action}" accept-charset="UTF-8" method="post" id="s-discussion-${name}-form" class="course-material-form"><div>
${errorMessages(view.errors)}
${textField('title', 'title', 'Title', view.values.title, true)}
<div class="form-item" id="edit-post-wrapper"><label for="edit-post">Description: </label><textarea name="post" id="edit-post" class="form-textarea" rows="3">${view.values.description}</textarea></div>
<div class="enable-grading">${checkbox('enable-grading', 'enable_grading', 'Enable Grading', view.values.gradingEnabled)}</div>
${grading(view)}
${drupalFields(view.session, `s_discussion_${name.replace('-', '_')}_form`)}
${submitButtons(submitLabel(view), `/course/${view.section.sectionId}/materials`)}
</div></form>`;
}
