import type { SectionKey } from './item-key.ts';
import type { FlagSource } from './panel-view.ts';

/** Where a page leaves a copy of what it submits, in storage.local: one entry for each opId. */
export const submittedPrefix = 'submitted:';

/**
 * The opt-outs of a form that a page is posting. The background stages them when it is asked; the copy is for a
 * background that dies at that very moment, in a page that is gone before it could ask again.
 */
export type SubmittedCopy = SectionKey & {
  source: FlagSource;
  choices: { itemId: string | null; title: string; include: boolean }[];
  /** Epoch milliseconds. */
  at: number;
};
