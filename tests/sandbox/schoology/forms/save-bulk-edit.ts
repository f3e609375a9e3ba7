import { readDueFields } from '../due.ts';
import type { Item, Section } from '../model.ts';
import { gradedItemsOf, type SchoologyState } from '../state.ts';
import { type BulkValues, fieldName } from './bulk-edit-fields.ts';
import { readPoints } from './item-values.ts';

type Fields = Record<string, string>;

/** The posted rows of the section's items. A row that was not posted is left out. */
export function postedRows(
  state: SchoologyState,
  section: Section,
  fields: Fields,
): Map<string, BulkValues> {
  const rows = new Map<string, BulkValues>();
  for (const { nid } of gradedItemsOf(state, section.sectionId)) {
    const read = (field: string): string => fields[fieldName(nid, field)] ?? '';
    if (fields[fieldName(nid, '[max_points]')] === undefined) continue;
    rows.set(nid, {
      published: read('[published]'),
      categoryId: read('[grading_category_id]'),
      maxPoints: read('[max_points]'),
      factor: read('[factor]'),
      periodId: read('[grading_period_id]'),
      dueDate: read('[due_date][date]'),
      dueTime: read('[due_date][time]'),
      nativeSync: read('[sync_to_sis_option]'),
    });
  }
  return rows;
}

/** One sentence per item that cannot be saved; empty when all can. */
export function bulkObjections(state: SchoologyState, rows: Map<string, BulkValues>): string[] {
  return [...rows].flatMap(([nid, row]) => {
    const title = state.items.get(nid)?.title ?? nid;
    const errors: string[] = [];
    if (readPoints(row.maxPoints) === null) errors.push(`Max points of ${title} must be a number.`);
    if (readPoints(row.factor) === null) errors.push(`Factor of ${title} must be a number.`);
    if (readDueFields(row.dueDate, row.dueTime) === null) {
      errors.push(`Due date of ${title} is invalid.`);
    }
    return errors;
  });
}

/** Stores every posted row. Titles are not edited here. */
export function saveRows(
  state: SchoologyState,
  section: Section,
  rows: Map<string, BulkValues>,
): void {
  for (const [nid, row] of rows) {
    const item = state.items.get(nid);
    if (!item) continue;
    const saved: Partial<Item> = {
      published: row.published === '1',
      categoryId: row.categoryId,
      maxPoints: readPoints(row.maxPoints) ?? item.maxPoints,
      factor: readPoints(row.factor) ?? item.factor,
      periodId: row.periodId,
      due: readDueFields(row.dueDate, row.dueTime) ?? item.due,
      ...(section.native && { nativeSync: row.nativeSync === '1' }),
    };
    Object.assign(item, saved);
  }
}
