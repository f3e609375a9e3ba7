import { html } from 'hono/html';
import type { Session } from '../lms.ts';
import type { Markup } from '../markup.ts';
import type { Item } from '../model.ts';
import { drupalFields, submitButtons } from './fields.ts';

/** `form#s-grade-item-delete-form`, the confirmation. */
export const deleteForm = (item: Item, session: Session): Markup => html`
<form action="/assignment/delete/${item.nid}" accept-charset="UTF-8" method="post" id="s-grade-item-delete-form"><div>
<p class="confirm-text">Are you sure you want to delete <strong>${item.title}</strong>? Its grades are deleted with it.</p>
${drupalFields(session, 's_grade_item_delete_form')}
${submitButtons('Delete', `/course/${item.sectionId}/materials`)}
</div></form>`;
