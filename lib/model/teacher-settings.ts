import type { GradedItem } from './graded-item.ts';
import type { SpecialScores } from './special-score.ts';

/** What the teacher has set for a section and its items, besides what is synced. */
export type TeacherSettings = {
  /** The title in the SIS by item id, where it is not Schoology's. */
  sisTitles: ReadonlyMap<string, string>;
  special: SpecialScores;
};

export const noSettings: TeacherSettings = { sisTitles: new Map(), special: {} };

export const sisTitleOf = ({ itemId, title }: GradedItem, { sisTitles }: TeacherSettings): string =>
  sisTitles.get(itemId) ?? title;
