import { guardedFetch } from '../../../../lib/net/guarded-fetch.ts';
import type { AssignmentIds, Known } from '../../../../lib/sis/powerschool/assignment-ids.ts';
import { createPowerSchoolClient } from '../../../../lib/sis/powerschool/client.ts';
import type { LineItemPayload, ResultPayload } from '../../../../lib/sis/sis-client.ts';

/** 2026-11-24 09:00 UTC. */
export const start = Date.UTC(2026, 10, 24, 9);

/** The ids in memory, in the order in which they were written. */
export function memoryIds() {
  const rows = new Map<string, Known>();
  const written: (Known | null)[] = [];
  const ids: AssignmentIds = {
    get: async (lineItemId) => rows.get(lineItemId) ?? null,
    async set(lineItemId, known) {
      written.push(known);
      if (known) rows.set(lineItemId, known);
      else rows.delete(lineItemId);
    },
    takenIn: async (classId) =>
      new Map(
        [...rows].flatMap(([lineItemId, known]) =>
          known.kind === 'assigned' && known.classId === classId
            ? [[known.assignmentId, lineItemId] as const]
            : [],
        ),
      ),
  };
  return { ids, rows, written };
}

/** A client that waits for nothing between repeats, over a clock that the test moves. */
export const powerClient = (
  { fetch: port, origin }: { fetch: typeof fetch; origin: string },
  ids: AssignmentIds,
  clock = { now: () => start },
) =>
  createPowerSchoolClient({
    fetch: guardedFetch([origin], 'include', port),
    origin,
    clock,
    ids,
    retryDelay: () => 0,
    isOnline: () => true,
  });

export const lineItem: LineItemPayload = {
  sourcedId: 'line-item-1',
  title: 'Quiz 3',
  assignDate: '2026-11-30T12:00:00.000Z',
  dueDate: '2026-11-30T12:00:00.000Z',
  classId: '4711',
  schoolId: '',
  categoryId: '501',
  gradingPeriodId: 'Q2',
  maxPoints: 20,
};

export const result = (dcid: number, score: number | null): ResultPayload => ({
  sourcedId: `result-${dcid}`,
  lineItemId: lineItem.sourcedId,
  studentId: `dcid:${dcid}`,
  scoreStatus: 'fully graded',
  score,
  missing: false,
  incomplete: false,
});
