import { parse, v5 } from 'uuid';
import { type ItemKey, itemKeyText } from '../model/item-key.ts';

/**
 * The one namespace of every id this extension gives to a SIS: UUIDv5 of `https://sync-to-sis.example/oneroster` in
 * the URL namespace of RFC 9562. It must never change: another one would write every line item a second time.
 */
const namespace = parse('f0855bd4-dda3-5510-a21c-87c4db4bb5d3'); // as bytes: as text it would be read for each id

/**
 * The sourcedId of an item's line item in a SIS class: the same in every browser and after a re-install, so that a
 * repeated PUT replaces. A section taught as two SIS classes gets one line item in each.
 */
export const lineItemId = (key: ItemKey, sisClassId: string): string =>
  v5(`${itemKeyText(key)}|${sisClassId}`, namespace);

/** The sourcedId of one student's result on a line item. */
export const resultId = (lineItem: string, studentSourcedId: string): string =>
  v5(`${lineItem}|${studentSourcedId}`, namespace);
