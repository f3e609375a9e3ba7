/**
 * Something of Schoology's page is not as we know it. Names the place and the kind of trouble, never a title,
 * a name or an id, so that a teacher may copy it into a report.
 */
export type LayoutProblem = {
  /** A form kind of forms.ts, or `bulk-edit`. */
  page: string;
  problem:
    | 'no-anchor'
    | 'item-unknown'
    | 'item-conflict'
    | 'section-unknown'
    | 'section-conflict'
    | 'form-missing'
    | 'row-unknown'
    | 'row-conflict'
    | 'row-duplicate';
};

export const layoutProblemText = ({ page, problem }: LayoutProblem): string => `${page}:${problem}`;
