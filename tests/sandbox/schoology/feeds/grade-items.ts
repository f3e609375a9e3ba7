import { dueDateText } from '../due.ts';
import { itemPath } from '../item-links.ts';
import type { Item, Section } from '../model.ts';
import { phpMap } from './php-map.ts';

const flag = (on: boolean): number => (on ? 1 : 0);

/** One entry of `grade_item_data`: ids partly as text, partly as numbers, as the real feed mixes them. */
const itemData = (item: Item, section: Section): Record<string, unknown> => ({
  id: Number(item.nid),
  item_nid: item.nid,
  title: item.title,
  link: itemPath(item),
  status: item.published ? 1 : 2,
  max_points: item.kind === 'assessment' ? String(item.maxPoints) : item.maxPoints,
  grading_category_id: Number(item.categoryId),
  category_title: section.categories.find(({ id }) => id === item.categoryId)?.title ?? '',
  grading_period_id: item.periodId,
  grading_scale_id: item.scale?.id ?? '0',
  // What other numbers mean is not known (facts 5.6): nothing is made of them.
  scale_type: 0,
  scale_title: item.scale?.title ?? '',
  due_date_text: dueDateText(item.due),
  is_final: flag(item.isFinal),
  is_discussion: flag(item.kind === 'discussion'),
  has_assessment: item.kind === 'assessment',
  component_points: item.kind === 'assessment' ? item.maxPoints : null,
  is_lti_assignment: item.kind === 'external-tool',
  option_dropbox: flag(item.kind === 'assignment'),
  auto_publish_grades: flag(item.publishScores),
  is_grade_column: flag(item.kind === 'grade-column'),
  exclude_from_grade: flag(item.excludeFromGrade),
  collected_only: flag(item.collectedOnly),
  // Of the forms and of API v1 (facts 3.2, 5.3); whether the real feed has it has not been seen.
  factor: item.factor.toFixed(2),
  use_district_mastery_grading: false,
});

/** The pseudo column of a grading period: a key `gp-<n>` among the items. */
export const periodColumn = (periodId: string, title: string): Record<string, unknown> => ({
  id: `gp-${periodId}`,
  title,
  grading_period_id: periodId,
  max_points: 100,
});

export const gradeItemData = (
  items: Item[],
  section: Section,
): Record<string, Record<string, unknown>> | [] =>
  phpMap(items.map((item) => [item.nid, itemData(item, section)] as const));
