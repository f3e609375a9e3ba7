import { html } from 'hono/html';
import type { Session } from '../lms.ts';
import type { Markup } from '../markup.ts';
import type { Item, Section } from '../model.ts';
import { errorMessages } from '../pages/layout.ts';
import { gradedItemsOf, type SchoologyState } from '../state.ts';
import { type BulkValues, bulkCells, bulkHeadings, bulkValues } from './bulk-edit-fields.ts';
import { drupalFields } from './fields.ts';

export type BulkView = {
  state: SchoologyState;
  session: Session;
  section: Section;
  /** Posted rows by nid when the form was refused; empty otherwise. */
  posted: Map<string, BulkValues>;
  errors: string[];
};

type Row = { item: Item; cells: Markup[] };
type Group = { title: string; rows: Row[] };

/** The rows by grading period, newest first, items without one last. */
function groups({ state, section, posted }: BulkView): Group[] {
  const titles = new Map([...state.periods].reverse().map(({ id, title }) => [id, title]));
  titles.set('0', '(No grading period)');
  const items = gradedItemsOf(state, section.sectionId);
  return [...titles].map(([periodId, title]) => ({
    title,
    rows: items
      .filter((item) => item.periodId === periodId)
      .map((item) => ({
        item,
        cells: bulkCells(state, section, item, posted.get(item.nid) ?? bulkValues(item)),
      })),
  }));
}

/** Markup a: one table, `tr` per item, a spanning row per period. */
const asTable = (headings: string[], all: Group[]): Markup => html`
<table class="grade-item-table"><thead><tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead><tbody>
${all.map(
  ({
    title,
    rows,
  }) => html`<tr class="period-row"><td colspan="${headings.length}">${title}</td></tr>
${rows.map(({ cells }) => html`<tr class="grade-item-row">${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}`,
)}</tbody></table>`;

/** Markup b: `div` rows that carry the nid as their id. */
const asDivs = (headings: string[], all: Group[]): Markup => html`
<div class="manager-header">${headings.map((heading) => html`<span>${heading}</span>`)}</div>
${all.map(({ rows }) =>
  rows.map(
    ({
      item,
      cells,
    }) => html`<div class="manager-row" id="n-${item.nid}">${cells.map((cell) => html`<div class="manager-cell">${cell}</div>`)}</div>
`,
  ),
)}`;

/** `form#s-grade-item-manager-form` in the markup of the section (schoology facts 4.2, unknown 8.1). */
export function bulkEditForm(view: BulkView): Markup {
  const { section, session, errors } = view;
  const draw = section.bulkEdit === 'table' ? asTable : asDivs;
  return html`${errorMessages(errors)}
<form action="/course/${section.sectionId}/assignments-edit" method="post" id="s-grade-item-manager-form" class="sGradeItemManager-processed"><div><div id="s-grade-item-manager" class="sCourseCSM-processed">${draw(bulkHeadings(section), groups(view))}</div>
${drupalFields(session, 's_grade_item_manager_form')}
<div class="submit-buttons"><input type="submit" name="op" id="edit-submit" value="Save Changes" class="form-submit"></div></div></form>`;
}
