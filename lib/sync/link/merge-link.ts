import type { LinkRecord } from '../../storage/records.ts';
import { joinByHand } from './match.ts';

/**
 * Joins a look at the SIS with what the teacher may have chosen while it was under way. A class chosen meanwhile wins
 * whole (the look was at another one); a category or student chosen by hand always stays.
 */
export function mergeLink(
  stored: LinkRecord | null,
  { before, now }: { before: LinkRecord | null; now: LinkRecord },
): LinkRecord {
  if (!stored) return now;
  if (stored.classId !== (before?.classId ?? null) && stored.classId !== now.classId) return stored;
  const exists = new Set(now.sisCategories.map(({ id }) => id));
  const byHand = Object.entries(stored.categories).filter(
    ([, { automatic, sisId }]) => !automatic && (exists.size === 0 || exists.has(sisId)),
  );
  const joined = Object.entries(stored.studentsByHand ?? {}).filter(
    ([uid]) => before?.studentsByHand?.[uid] === undefined,
  );
  const students = joinByHand(now, Object.fromEntries(joined));
  return {
    ...now,
    ...students,
    studentsByHand: { ...now.studentsByHand, ...students.studentsByHand },
    categories: { ...now.categories, ...Object.fromEntries(byHand) },
  };
}
