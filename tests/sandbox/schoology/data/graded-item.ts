import type { Item } from '../model.ts';

type Given = Pick<Item, 'nid' | 'sectionId' | 'title'> & Partial<Item>;

/** An item with Schoology's own defaults: 100 points, factor 1, published, in the current period, ungraded. */
export const gradedItem = (given: Given): Item => ({
  kind: 'assignment',
  graded: true,
  description: '',
  due: '',
  maxPoints: 100,
  categoryId: '0',
  periodId: '90002',
  factor: 1,
  scale: null,
  isFinal: false,
  published: true,
  publishScores: true,
  collectedOnly: false,
  excludeFromGrade: false,
  nativeSync: true,
  ...given,
});
