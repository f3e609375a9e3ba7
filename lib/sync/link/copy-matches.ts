import type { GradingCategory } from '../../model/graded-item.ts';
import type { LinkRecord } from '../../storage/records.ts';
import { onlyTitled } from './match.ts';

/** A section's link and its Schoology categories. */
export type Matched = { link: LinkRecord; categories: GradingCategory[] };

/**
 * What one section's category matches give another: SIS category id by Schoology category id. Only where a category of
 * the same title is open there, and where the SIS has the same category, or the only one of that title, for its class.
 * Nothing that is matched already is changed.
 */
export function copiedMatches(from: Matched, to: Matched): Record<string, string> {
  const copied: Record<string, string> = {};
  for (const { id, title } of from.categories) {
    const sisId = from.link.categories[id]?.sisId;
    const open = onlyTitled(to.categories, title);
    if (sisId === undefined || !open || to.link.categories[open.id]) continue;
    const named = from.link.sisCategories.find((category) => category.id === sisId);
    const same =
      to.link.sisCategories.find((category) => category.id === sisId) ??
      (named ? onlyTitled(to.link.sisCategories, named.title) : null);
    if (same) copied[open.id] = same.id;
  }
  return copied;
}
