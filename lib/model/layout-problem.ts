/** Where on Schoology's pages something can be not as we know it: the kinds of form, and Bulk Edit. */
export const layoutPages = [
  'grade-item',
  'edit-grades',
  'combined',
  'discussion-create',
  'discussion-edit',
  'external-tool',
  'bulk-edit',
] as const;
export type LayoutPage = (typeof layoutPages)[number];

export const layoutTroubles = [
  'no-anchor',
  'item-unknown',
  'item-conflict',
  'section-unknown',
  'section-conflict',
  'form-missing',
  'row-unknown',
  'row-conflict',
  'row-duplicate',
] as const;

/**
 * Something of Schoology's page is not as we know it. Names the place and the kind of trouble from closed lists, never
 * a title, a name or an id, so that a teacher may copy it into a report.
 */
export type LayoutProblem = { page: LayoutPage; problem: (typeof layoutTroubles)[number] };

export const layoutProblemText = ({ page, problem }: LayoutProblem): string => `${page}:${problem}`;
