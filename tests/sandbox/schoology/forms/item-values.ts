import { dueFields, readDueFields } from '../due.ts';
import type { Item } from '../model.ts';

/** The fields of an item form as text, exactly as typed: what a rejected form shows again. */
export type ItemValues = {
  title: string;
  description: string;
  dueDate: string;
  dueTime: string;
  maxPoints: string;
  categoryId: string;
  newCategory: string;
  periodId: string;
  factor: string;
  isFinal: boolean;
  publishScores: boolean;
  collectedOnly: boolean;
  nativeSync: boolean;
  /** Discussions and external tools only: their grading area is hidden until this is on. */
  gradingEnabled: boolean;
};

/** What a new form shows. */
export const newValues = (periodId: string): ItemValues => ({
  title: '',
  description: '',
  dueDate: '',
  dueTime: '',
  maxPoints: '100',
  categoryId: '',
  newCategory: '',
  periodId,
  factor: '1.00',
  isFinal: false,
  publishScores: true,
  collectedOnly: false,
  nativeSync: true,
  gradingEnabled: false,
});

/** What the edit form of an item shows. */
export function valuesOf(item: Item): ItemValues {
  const due = dueFields(item.due);
  return {
    title: item.title,
    description: item.description,
    dueDate: due.date,
    dueTime: due.time,
    maxPoints: String(item.maxPoints),
    categoryId: item.categoryId,
    newCategory: '',
    periodId: item.periodId,
    factor: item.factor.toFixed(2),
    isFinal: item.isFinal,
    publishScores: item.publishScores,
    collectedOnly: item.collectedOnly,
    nativeSync: item.nativeSync,
    gradingEnabled: item.graded,
  };
}

type Fields = Record<string, string>;

/** The posted fields. An unticked box posts nothing. */
export const postedValues = (fields: Fields): ItemValues => ({
  title: fields.title ?? fields['external_tool[title]'] ?? '',
  description: fields.description ?? fields.post ?? '',
  dueDate: fields['due_date[date]'] ?? '',
  dueTime: fields['due_date[time]'] ?? '',
  maxPoints: fields.max_points ?? '',
  categoryId: fields.grading_category_id ?? '',
  newCategory: fields.new_category ?? '',
  periodId: fields.grading_period_id ?? '0',
  factor: fields.factor ?? '',
  isFinal: fields.is_final === '1',
  publishScores: fields.publish_scores === '1',
  collectedOnly: fields.option_collected_only === '1',
  nativeSync: fields['sync_to_sis_wrapper[sync_to_sis_option]'] === '1',
  gradingEnabled: fields.enable_grading === '1' || fields['external_tool[grading_enabled]'] === '1',
});

/** A number of at least 0 as typed; null otherwise. */
export const readPoints = (text: string): number | null =>
  /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;

/** Schoology's objections, in the order of the form; empty when it would save. The wording is invented. */
export function objections(values: ItemValues): string[] {
  const errors: string[] = [];
  if (values.title.trim() === '') errors.push('Title field is required.');
  if (readDueFields(values.dueDate, values.dueTime) === null) {
    errors.push('Field Due date is invalid.');
  }
  if (readPoints(values.maxPoints) === null) errors.push('Max points must be a number.');
  if (readPoints(values.factor) === null) errors.push('Factor field is required.');
  return errors;
}

/** The item fields that valid values stand for. Call after `objections` was empty. */
export const itemFields = (values: ItemValues): Partial<Item> => ({
  title: values.title.trim(),
  description: values.description,
  due: readDueFields(values.dueDate, values.dueTime) ?? '',
  maxPoints: readPoints(values.maxPoints) ?? 0,
  categoryId: values.isFinal ? '0' : values.categoryId || '0',
  periodId: values.periodId,
  factor: readPoints(values.factor) ?? 1,
  isFinal: values.isFinal,
  publishScores: values.publishScores,
  collectedOnly: values.collectedOnly,
});
