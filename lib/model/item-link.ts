import type { ItemKind } from './graded-item.ts';
import type { ItemKey } from './item-key.ts';

/**
 * Where an item is shown in Schoology (schoology facts 1.2). A grade column has no page of its own: it is in the
 * gradebook; nor has an external tool one that is known: it is among the materials.
 */
export function schoologyUrl({ origin, sectionId, itemId }: ItemKey, kind: ItemKind): string {
  const course = `${origin}/course/${sectionId}`;
  const pages: Record<ItemKind, string> = {
    assignment: `${origin}/assignment/${itemId}`,
    assessment: `${course}/assessments/${itemId}`,
    discussion: `${course}/materials/discussion/view/${itemId}`,
    'external-tool': `${course}/materials`,
    'grade-column': `${course}/grades`,
  };
  return pages[kind];
}
