import type { Observed } from '../../storage/records.ts';
import type { ReadyItem } from '../plan/plan.ts';

/** The row of a line item that the SIS has acknowledged nothing of. */
export const newObserved = ({ item, lineItem }: ReadyItem): Observed => ({
  origin: item.origin,
  sectionId: item.sectionId,
  itemId: item.itemId,
  lineItemId: lineItem.sourcedId,
  lineItem: null,
  results: {},
  lastAttemptAt: null,
  lastSuccessAt: null,
  failure: null,
});
