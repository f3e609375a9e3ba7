import { html } from 'hono/html';
import { dueSubtitle } from '../due.ts';
import { editPath, itemPath, rowType } from '../item-links.ts';
import type { Markup } from '../markup.ts';
import type { Document, Item, Section } from '../model.ts';
import { itemsOf, type SchoologyState } from '../state.ts';
import { addLinks, menu } from './menus.ts';

const gear = (nid: string, edit: string): Markup =>
  menu({
    label: 'Actions',
    gear: true,
    id: `dropdown-${nid}`,
    links: [
      { name: 'edit', href: edit, text: 'Edit' },
      { name: 'delete', href: `/assignment/delete/${nid}`, text: 'Delete' },
    ],
  });

const itemRow = (item: Item): Markup => html`
<tr id="n-${item.nid}" class="${rowType(item)}${item.published ? '' : ' item-unpublished'}"><td class="folder-contents-cell">${item.kind === 'assessment' && html`<span class="assessment-icon"></span>`}<div class="item-info"><div class="item-title"><a href="${itemPath(item)}">${item.title}</a></div><div class="item-subtitle"><span>${dueSubtitle(item.due)}</span></div></div></td><td class="item-actions">${gear(item.nid, editPath(item))}</td></tr>`;

const documentRow = ({ nid, sectionId, title }: Document): Markup => html`
<tr id="n-${nid}" class="type-document"><td class="folder-contents-cell"><div class="item-info"><div class="item-title"><a href="/course/${sectionId}/materials/link/view/${nid}">${title}</a></div><div class="item-subtitle"><span></span></div></div></td><td class="item-actions"></td></tr>`;

/** The list that stands in `#content-wrapper`, and replaces it after an edit. Grade columns are no materials. */
export function materialsList(state: SchoologyState, { sectionId }: Section): Markup {
  const items = itemsOf(state, sectionId).filter((item) => item.kind !== 'grade-column');
  const documents = state.documents.filter((document) => document.sectionId === sectionId);
  return html`<div id="course-profile-materials">${menu({
    label: 'Add Materials',
    className: 'course-content-action-links',
    id: 'dropdown-add-materials',
    links: addLinks(sectionId),
  })}
<table id="folder-contents-table" role="presentation"><tbody>
${items.map(itemRow)}
${documents.map(documentRow)}
</tbody></table></div>`;
}
