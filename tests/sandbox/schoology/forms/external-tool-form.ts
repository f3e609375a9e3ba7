import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { errorMessages } from '../pages/layout.ts';
import {
  categoryOptions,
  checkbox,
  drupalFields,
  selectField,
  submitButtons,
  textField,
} from './fields.ts';
import { type FormView, submitLabel } from './render.ts';

const grading = ({ section, values }: FormView): Markup => html`
<div class="grading-options-wrapper" style="${values.gradingEnabled ? '' : 'display: none;'}">
<div class="max-points-wrapper">${textField('max-points', 'max_points', 'Max points', values.maxPoints)}</div>
${selectField('grading-category-id', 'grading_category_id', 'Category', categoryOptions(section.categories), values.categoryId)}
<div class="factor-wrapper">${textField('factor', 'factor', 'Factor', values.factor)}</div>
</div>`;

/** `#s-external-tool-add-link-form` (schoology facts 3.3): its id, its title and its switch are seen, the rest is a guess. */
export const externalToolForm = (view: FormView): Markup => html`
<form action="${view.action}" accept-charset="UTF-8" method="post" id="s-external-tool-add-link-form" class="course-material-form"><div>
${errorMessages(view.errors)}
${textField('external-tool-title', 'external_tool[title]', 'Title', view.values.title, true)}
${checkbox('external-tool-grading-enabled', 'external_tool[grading_enabled]', 'Enable Grading', view.values.gradingEnabled)}
${grading(view)}
${drupalFields(view.session, 's_external_tool_add_link_form')}
${submitButtons(submitLabel(view), `/course/${view.section.sectionId}/materials`)}
</div></form>`;
