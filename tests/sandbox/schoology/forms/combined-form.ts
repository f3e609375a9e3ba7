import { html } from 'hono/html';
import type { Session } from '../lms.ts';
import type { Markup } from '../markup.ts';
import type { Section } from '../model.ts';
import { errorMessages } from '../pages/layout.ts';
import { fullTitle } from '../state.ts';
import { drupalFields, selectField, submitButtons, textField } from './fields.ts';
import type { ItemValues } from './item-values.ts';

export type CombinedView = {
  session: Session;
  sections: Section[];
  /** The course chosen so far; '' = none. */
  sectionId: string;
  values: ItemValues;
  errors: string[];
};

/**
 * `#s-grade-item-add-combined-form` of the home page (schoology facts 3.3): its id is seen, and that no course is set
 * until one is chosen; that the choice fills `assign_course_nid` is a guess made from the item form.
 */
export const combinedForm = (view: CombinedView): Markup => html`
<form action="/home/add?is_popup=1" accept-charset="UTF-8" method="post" id="s-grade-item-add-combined-form" class="course-material-form"><div>
${errorMessages(view.errors)}
${textField('title', 'title', 'Title', view.values.title, true)}
${selectField(
  'realm',
  'realm',
  'Course',
  [
    { value: '', text: '(Choose a course)' },
    ...view.sections.map((section) => ({ value: section.sectionId, text: fullTitle(section) })),
  ],
  view.sectionId,
)}
<input type="hidden" name="assign_course_nid" value="${view.sectionId}">
<div id="s-grade-item-add-form-grading">${textField('max-points', 'max_points', 'Max points', view.values.maxPoints)}<div class="factor-wrapper">${textField('factor', 'factor', 'Factor', view.values.factor, true)}</div></div>
${drupalFields(view.session, 's_grade_item_add_combined_form')}
${submitButtons('Create', '/home')}
</div></form>`;
