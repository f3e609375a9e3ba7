import { html } from 'hono/html';
import { dueFields } from '../due.ts';
import { itemPath } from '../item-links.ts';
import type { Markup } from '../markup.ts';
import type { Item, Section } from '../model.ts';
import type { SchoologyState } from '../state.ts';
import { categoryOptions, options, periodOptions } from './fields.ts';

/** One row of Bulk Edit as text: what was typed, or what the item holds. */
export type BulkValues = {
  published: string;
  categoryId: string;
  maxPoints: string;
  factor: string;
  periodId: string;
  dueDate: string;
  dueTime: string;
  nativeSync: string;
};

export const fieldName = (nid: string, field: string): string => `grade_items[${nid}]${field}`;

export function bulkValues(item: Item): BulkValues {
  const due = dueFields(item.due);
  return {
    published: item.published ? '1' : '0',
    categoryId: item.categoryId,
    maxPoints: String(item.maxPoints),
    factor: item.factor.toFixed(2),
    periodId: item.periodId,
    dueDate: due.date,
    dueTime: due.time,
    nativeSync: item.nativeSync ? '1' : '',
  };
}

/** The headings of the columns. The native one is a guess: its place in Bulk Edit was never seen. */
export const bulkHeadings = ({ native }: Section): string[] => [
  'Title',
  '',
  'Category',
  'Points',
  'Factor',
  'Period',
  'Due',
  ...(native ? ['Sync to SIS'] : []),
];

const textInput = (nid: string, field: string, value: string, extra = ''): Markup =>
  html`<input type="text" class="form-text ${extra}" name="${fieldName(nid, field)}" value="${value}">`;

const publishToggle = (nid: string, published: string): Markup =>
  html`<a class="toggle-publish ${published === '1' && 'adv-option-on'}" on-title="Published" off-title="Unpublished" title="${published === '1' ? 'Published' : 'Unpublished'}" role="button" tabindex="0"></a><input type="hidden" class="csm-status" name="${fieldName(nid, '[published]')}" value="${published}">`;

/** The cells of one row, shared by both markups (schoology facts 4.2: field names partly seen, rows guessed). */
export function bulkCells(
  state: SchoologyState,
  section: Section,
  item: Item,
  values: BulkValues,
): Markup[] {
  const { nid } = item;
  const categories = categoryOptions(section.categories).filter(({ value }) => /^\d+$/.test(value));
  return [
    html`<a href="${itemPath(item)}">${item.title}</a>`,
    publishToggle(nid, values.published),
    html`<select name="${fieldName(nid, '[grading_category_id]')}">${options(categories, values.categoryId)}</select>`,
    textInput(nid, '[max_points]', values.maxPoints),
    textInput(nid, '[factor]', values.factor),
    html`<select name="${fieldName(nid, '[grading_period_id]')}">${options(periodOptions(state.periods), values.periodId)}</select>`,
    html`${textInput(nid, '[due_date][date]', values.dueDate, 'hasDatepicker')}${textInput(nid, '[due_date][time]', values.dueTime)}`,
    ...(section.native
      ? [
          html`<input type="checkbox" class="form-checkbox" name="${fieldName(nid, '[sync_to_sis_option]')}" value="1" ${values.nativeSync && 'checked'}>`,
        ]
      : []),
  ];
}
