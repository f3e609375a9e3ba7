/**
 * Why the totals of a section may differ between the two gradebooks. What Schoology's gradebook feed does not tell
 * (schoology facts 5.6) is never guessed.
 */
export const totalsCauses = [
  'not-sent-yet',
  'opted-out',
  'unpublished',
  'unmatched-category',
  'shared-category',
  'unused-category',
  'no-category',
  'not-in-grade',
  'special-scores',
  'cleared-scores',
  'unlinked-students',
  'extra-credit',
  'whole-points',
  'factor',
  'drop-lowest',
  'weights',
  'rounding',
  'changed-in-sis',
] as const;
export type TotalsCause = (typeof totalsCauses)[number];

/** `count` = items, categories or students it is about; 0 where it does not apply or is unknown. */
export type TotalsLine = { cause: TotalsCause; applies: 'yes' | 'no' | 'unknown'; count: number };

export type TotalsView = { sectionTitle: string; lines: TotalsLine[] };
