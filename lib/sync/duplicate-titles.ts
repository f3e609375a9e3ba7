import type { GradedItem } from '../model/graded-item.ts';
import type { Profile } from '../sis/profile.ts';

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const dayOf = ({ due }: GradedItem): string => (due !== null && 'day' in due ? due.day : '');

/** What may stand once in a class; null where titles may repeat. */
const keyOf = (item: GradedItem, unique: Profile['uniqueTitle']): string | null => {
  if (unique === null) return null;
  return unique === 'class' ? fold(item.title) : `${fold(item.title)}\n${dayOf(item)}`;
};

/** Ids of the items that the SIS could not tell from another of those that are to be sent. */
export function duplicateTitles(
  items: readonly GradedItem[],
  unique: Profile['uniqueTitle'],
): ReadonlySet<string> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const key = keyOf(item, unique);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), item.itemId]);
  }
  return new Set([...groups.values()].filter((ids) => ids.length > 1).flat());
}
