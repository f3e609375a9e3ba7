import type { Exception } from './graded-item.ts';

/** What a mark without a score becomes in the SIS: nothing, the mark, or the number 0. */
export const specialChoices = ['blank', 'flag', 'zero'] as const;
export type SpecialChoice = (typeof specialChoices)[number];

/** What the teacher has chosen for a section; an exception that is left out goes as the SIS's profile says. */
export type SpecialScores = { [K in Exception]?: SpecialChoice | undefined };
