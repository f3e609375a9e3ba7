import { createAeriesClient } from '../../../../lib/sis/aeries/client.ts';
import type { AssignmentNumbers, KnownNumber } from '../../../../lib/sis/aeries/numbers.ts';
import type { PortalRequest } from '../../../../lib/sis/aeries/portal-messages.ts';
import type { LineItemPayload, ResultPayload } from '../../../../lib/sis/sis-client.ts';

/** 2026-11-24 09:00 UTC. */
export const start = Date.UTC(2026, 10, 24, 9);

/** The numbers in memory. */
export function memoryNumbers() {
  const rows = new Map<string, KnownNumber>();
  const numbers: AssignmentNumbers = {
    get: async (lineItemId) => rows.get(lineItemId) ?? null,
    async set(lineItemId, known) {
      if (known) rows.set(lineItemId, known);
      else rows.delete(lineItemId);
    },
    takenIn: async (classId) =>
      new Map(
        [...rows].flatMap(([lineItemId, known]) =>
          known.classId === classId ? [[known.number, lineItemId] as const] : [],
        ),
      ),
  };
  return { numbers, rows };
}

export const aeriesClient = (
  ask: (request: PortalRequest) => Promise<unknown>,
  numbers: AssignmentNumbers,
  clock = { now: () => start },
) =>
  createAeriesClient({ ask, clock, numbers, pause: () => Promise.resolve(), isOnline: () => true });

export const lineItem: LineItemPayload = {
  sourcedId: 'line-item-1',
  title: 'Quiz 3',
  assignDate: '2026-11-30T12:00:00.000Z',
  dueDate: '2026-11-30T12:00:00.000Z',
  classId: '4711/F',
  schoolId: '',
  categoryId: 'QZ/S',
  gradingPeriodId: null,
  maxPoints: 20,
};

export const result = (permanentId: number, score: number | null): ResultPayload => ({
  sourcedId: `result-${permanentId}`,
  lineItemId: lineItem.sourcedId,
  studentId: `stu:${permanentId}`,
  scoreStatus: 'fully graded',
  score,
  missing: false,
  incomplete: false,
});
