import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { errorMessages } from '../pages/layout.ts';
import { fullTitle } from '../state.ts';
import { categoryOptions, drupalFields, selectField, submitButtons, textField } from './fields.ts';
import { gradingOptions } from './grading-options.ts';
import { type FormView, submitLabel } from './render.ts';

const dueRow = ({ values }: FormView): Markup => html`
<div class="form-row-wrapper due-date-wrapper"><div id="s-grade-item-add-form-due-fields">${textField('due-date-datepicker-popup-0', 'due_date[date]', 'Due date', values.dueDate)}${textField('due-date-timeEntry-popup-1', 'due_date[time]', 'Time', values.dueTime)}</div>
<div class="max-points-wrapper">${textField('max-points', 'max_points', 'Max points', values.maxPoints)}</div></div>`;

const categoryRow = ({ section, values }: FormView): Markup => html`
<div id="category-wrapper">${selectField('grading-category-id', 'grading_category_id', 'Category', categoryOptions(section.categories), values.categoryId)}
<div class="new-category">${textField('new-category', 'new_category', 'New category', values.newCategory)}<span class="edit-new-category-cancel">Cancel</span></div></div>`;

/** "Copy to courses", offered for new items only; there is no sync flag per course (schoology facts 3.4). */
function copyToCourses({ item, state, section }: FormView): Markup | '' {
  if (item) return '';
  const others = [...state.sections.values()].filter((other) => other !== section);
  return html`<div id="copy-to-courses"><span class="copy-title">Copy to courses</span><div id="addl-courses">${others.map(
    (other) =>
      html`<div class="addl-course"><label class="option"><input type="checkbox" name="addl_courses[${other.sectionId}][enabled]" value="1"> ${fullTitle(other)}</label></div>`,
  )}</div></div>`;
}

/** `form#s-grade-item-add-form`, the create and edit form of assignments and tests (schoology facts 3.4). */
export const itemForm = (view: FormView): Markup => html`
<form action="${view.action}" accept-charset="UTF-8" method="post" id="s-grade-item-add-form" class="course-material-form course-material-type-${view.kind}" enctype="multipart/form-data"><div>
${errorMessages(view.errors)}
${textField('title', 'title', 'Title', view.values.title, true)}
<div class="form-item" id="edit-description-wrapper"><label for="edit-description">Description: </label><textarea name="description" id="edit-description" class="form-textarea" rows="3">${view.values.description}</textarea></div>
<div id="s-grade-item-assignment-submission-wrapper"></div>
${dueRow(view)}${categoryRow(view)}${gradingOptions(view)}
<div id="ind-assign-container" class="hidden"><input type="hidden" name="selected_eids" id="edit-selected-eids" value=""><input type="hidden" name="assign_course_nid" id="edit-assign-course-nid" value="${view.section.sectionId}"></div>
${copyToCourses(view)}
<input type="hidden" name="sid" value="">${drupalFields(view.session, 's_grade_item_add_form')}
${submitButtons(submitLabel(view), `/course/${view.section.sectionId}/materials`)}
</div></form>`;
