import type { StillInSis } from '../../model/still-in-sis.ts';
import { lineItemId } from '../../sis/ids.ts';
import type {
  FlagRecord,
  LinkRecord,
  ObservedItem,
  StoredItem,
  StoredSection,
} from '../../storage/records.ts';

export type SectionFacts = {
  section: Pick<StoredSection, 'title' | 'readAt'> | undefined;
  link: LinkRecord | null;
  flags: ReadonlyMap<string, Pick<FlagRecord, 'include' | 'source'>>;
  items: ReadonlyMap<string, StoredItem>;
  observed: ReadonlyMap<string, ObservedItem>;
  defaultInclude: boolean;
};

/**
 * What the SIS still holds of items that nothing is sent of any more: opted out, or no longer in Schoology. A section
 * that was never read whole has no deleted items: what it lists is not known. Pure.
 */
export function leftBehind(facts: SectionFacts): StillInSis[] {
  return [...facts.observed.values()].filter(isThere).flatMap((row) => {
    const why = reasonOf(row, facts);
    return why ? [entry(row, why, facts)] : [];
  });
}

/** The SIS acknowledged something of it, and has not said since that it is gone. */
const isThere = ({ lineItem, scoresSent, failure }: ObservedItem): boolean =>
  (lineItem !== null || scoresSent > 0) && failure?.code !== 'ITEM_REMOVED_IN_SIS';

function reasonOf(
  { itemId }: ObservedItem,
  { section, items, flags, defaultInclude }: SectionFacts,
): StillInSis['why'] | null {
  if (!items.has(itemId)) return section && section.readAt !== null ? 'deleted' : null;
  return (flags.get(itemId)?.include ?? defaultInclude) ? null : 'opted-out';
}

const entry = (
  row: ObservedItem,
  why: StillInSis['why'],
  { section, items, link }: SectionFacts,
): StillInSis => ({
  key: { origin: row.origin, sectionId: row.sectionId, itemId: row.itemId },
  sectionTitle: section?.title ?? row.sectionId,
  lineItemId: row.lineItemId,
  title: row.title ?? items.get(row.itemId)?.title ?? null,
  why,
  scores: row.scoresSent,
  lastSuccessAt: row.lastSuccessAt,
  // The class is part of what the line item's id is made of.
  classTitle:
    link?.classOptions.find(({ id }) => lineItemId(row, id) === row.lineItemId)?.title ?? null,
});
