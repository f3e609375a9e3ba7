import type { SectionKey } from './item-key.ts';
import type { FlagSource } from './panel-view.ts';

/** Where a page leaves a copy of what it submits, in storage.local: one entry for each opId. */
export const submittedPrefix = 'submitted:';

/** More saves than a page leaves behind without having heard that they were stored. */
export const mostUnheard = 20;

/**
 * The choices of a form that a page is posting. The background stages them when it is asked; the copy is for a
 * background that dies at that very moment, in a page that is gone before it could ask again. Where no page of that tab
 * speaks for it, nobody knows what became of the form, and only its opt-outs count.
 */
export type SubmittedCopy = SectionKey & {
  source: FlagSource;
  choices: { itemId: string | null; title: string; include: boolean }[];
  /** Epoch milliseconds. */
  at: number;
};
