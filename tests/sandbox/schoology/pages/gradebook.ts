import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import type { Item, Section } from '../model.ts';
import { cellAt, displayName, gradedItemsOf, type SchoologyState, studentsOf } from '../state.ts';
import { addLinks, menu } from './menus.ts';

const optionsBar = ({ sectionId }: Section): Markup => html`
<div class="s-js-grades-gradebook-options-bar s-app-gradebook-app-beta"><div class="s-grades-gradebook-options-btns">
${menu({ label: 'Add', className: 's-js-grader-add-materials-wrapper', id: 'dropdown-add', links: addLinks(sectionId) })}
${menu({
  label: 'View More Gradebook Options',
  gear: true,
  className: 's-js-gradebook-action-links',
  id: 'dropdown-gradebook',
  links: [
    {
      name: 'bulk-edit',
      href: `/course/${sectionId}/assignments-edit`,
      text: 'Bulk Edit',
      popup: false, // a plain link to a full page (schoology facts 4.2)
    },
  ],
})}
</div><div class="s-js-grader-save-status"></div></div>`;

const exceptionText = { excused: 'Excused', incomplete: 'Incomplete', missing: 'Missing' };

function cell(state: SchoologyState, uid: string, row: number, item: Item, column: number): Markup {
  const { points, exception, submitted } = cellAt(state, uid, item.nid);
  const person = state.people.get(uid);
  const graded = points === null ? '' : `, ${points} out of ${item.maxPoints} points`;
  const label = `${person ? displayName(person) : uid}, ${item.title}${graded}`;
  const mark = exception ? exceptionText[exception] : submitted ? 'Submitted' : '';
  return html`<div role="gridcell" id="grader-grid-cell-${column}-${row}" data-x="${item.nid}" data-y="${row}" aria-label="${label}">${
    mark
      ? html`<span class="exception">${mark}</span>`
      : html`<input class="grade grader-edit-input" readonly tabindex="-1" value="${points ?? ''}">`
  }</div>`;
}

function studentRow(state: SchoologyState, uid: string, row: number, items: Item[]): Markup {
  const person = state.people.get(uid);
  const name = person ? displayName(person) : uid;
  return html`
<div class="grader-grid-row" role="row" data-uid="${uid}"><div role="rowheader" aria-label="${name}"><a href="/user/${uid}">${name}</a></div>${items.map((item, column) => cell(state, uid, row, item, column))}</div>`;
}

/** The gradebook page: toolbar and the grid of the current grading period (schoology facts 4.1). Read-only here. */
export function gradebook(state: SchoologyState, section: Section, periodId: string): Markup {
  const items = gradedItemsOf(state, section.sectionId).filter(
    (item) => item.periodId === periodId || item.periodId === '0',
  );
  const uids = studentsOf(state, section.sectionId);
  return html`<div class="enhanced-gb-wrapper">${optionsBar(section)}
<div class="s-js-grader-wrapper s-grades-gradebook-wrapper s-grader-ready"><div class="s-js-grid-loading-cover" style="display: none;"></div>
<div class="s-js-grader-grid-table-wrapper grader-grid-wrapper ng-scope" role="grid" aria-rowcount="${uids.length + 1}" aria-colcount="${items.length + 1}">
<div class="grader-grid-row-header" role="row"><div class="grader-grid-header-cell grader-grid-col-header-name" role="columnheader">Student</div>${items.map((item) => html`<div class="grader-grid-header-cell" role="columnheader"><span class="ng-binding">${item.title}</span> <a class="popups column-edit-grades" href="/assignment/${item.nid}/edit_grades?is_popup=1" title="Edit grades">…</a></div>`)}</div>
${uids.map((uid, row) => studentRow(state, uid, row, items))}
</div></div></div>`;
}
