import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { errorMessages } from '../pages/layout.ts';
import { categoryOptions, drupalFields, selectField, submitButtons, textField } from './fields.ts';
import type { FormView } from './render.ts';

/** `#s-grade-item-edit-grades-form` (schoology facts 3.3): only its id is seen, and that it shares the item form's script. */
export const editGradesForm = (view: FormView): Markup => html`
<form action="${view.action}" accept-charset="UTF-8" method="post" id="s-grade-item-edit-grades-form"><div>
${errorMessages(view.errors)}
${textField('title', 'title', 'Title', view.values.title, true)}
${textField('max-points', 'max_points', 'Max points', view.values.maxPoints)}
${textField('factor', 'factor', 'Factor', view.values.factor)}
${selectField('grading-category-id', 'grading_category_id', 'Category', categoryOptions(view.section.categories), view.values.categoryId)}
<input type="hidden" name="assign_course_nid" value="${view.section.sectionId}">${drupalFields(view.session, 's_grade_item_edit_grades_form')}
${submitButtons('Save Changes', `/course/${view.section.sectionId}/grades`)}
</div></form>`;
