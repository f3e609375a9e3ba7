import type { GradedItem } from '../../model/graded-item.ts';
import type { Profile } from '../../sis/profile.ts';

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const dayOf = ({ due }: GradedItem): string => (due !== null && 'day' in due ? due.day : '');

/** The other items whose titles an item's must differ from. */
export const rivalsOf = (
  item: GradedItem,
  others: readonly GradedItem[],
  unique: Profile['uniqueTitle'],
): GradedItem[] => {
  if (unique === null) return [];
  return others.filter((other) => unique === 'class' || dayOf(other) === dayOf(item));
};

/** Ids of the items that the SIS could not tell from another of those that are to be sent, by their SIS titles. */
export function duplicateTitles(
  items: readonly GradedItem[],
  unique: Profile['uniqueTitle'],
  titleOf: (item: GradedItem) => string,
): ReadonlySet<string> {
  if (unique === null) return new Set();
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const title = fold(titleOf(item));
    const key = unique === 'class' ? title : `${title}\n${dayOf(item)}`;
    groups.set(key, [...(groups.get(key) ?? []), item.itemId]);
  }
  return new Set([...groups.values()].filter((ids) => ids.length > 1).flat());
}
