import type { ItemKey } from './item-key.ts';

/** An item that nothing is sent of any more and that the SIS still has. No student data. */
export type StillInSis = {
  key: ItemKey;
  sectionTitle: string;
  /** The line item's sourcedId: an item may have been sent to more than one class. */
  lineItemId: string;
  /** As the SIS has it; null = it was sent before titles were kept, and Schoology no longer lists it. */
  title: string | null;
  why: 'opted-out' | 'deleted';
  /** Scores the SIS acknowledged. */
  scores: number;
  /** When all of it was acknowledged last; null = never all of it. Epoch milliseconds. */
  lastSuccessAt: number | null;
  /** Null when the class is not among those of the teacher any more. */
  classTitle: string | null;
};
