import type { Item } from './model.ts';

/** Where an item lives (schoology facts 1.2). */
export function itemPath({ kind, nid, sectionId }: Item): string {
  if (kind === 'discussion') return `/course/${sectionId}/materials/discussion/view/${nid}`;
  if (kind === 'assessment') return `/course/${sectionId}/assessments/${nid}`;
  return `/assignment/${nid}`;
}

/** Where its edit dialog is. The paths are a guess of ours: nobody has seen them (schoology facts 8.2). */
export const editPath = ({ kind, nid, sectionId }: Item): string =>
  kind === 'discussion'
    ? `/course/${sectionId}/materials/discussion/edit/${nid}?is_popup=1`
    : `/assignment/${nid}/edit?is_popup=1`;

/** Class of its row in the materials list. */
export const rowType = ({ kind }: Item): string =>
  kind === 'discussion' ? 'type-discussion' : 'type-assignment';
