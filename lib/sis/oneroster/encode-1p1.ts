import type { LineItemPayload, ResultPayload } from '../sis-client.ts';
import { day, instant, normalized, ref } from './encode.ts';

type Context = { root: string; now: number };

/**
 * `PUT /lineItems/{sourcedId}` of OneRoster 1.1: no school, and a range of values that must be there (oneroster.md 1.2).
 */
export const encodeLineItem1p1 = (item: LineItemPayload, { root, now }: Context): unknown => ({
  lineItem: {
    sourcedId: item.sourcedId,
    status: 'active',
    dateLastModified: instant(now),
    title: normalized(item.title),
    assignDate: instant(item.assignDate),
    dueDate: instant(item.dueDate),
    class: ref(root, 'classes', 'class', item.classId),
    category: ref(root, 'categories', 'category', item.categoryId),
    ...(item.gradingPeriodId !== null && {
      gradingPeriod: ref(root, 'academicSessions', 'academicSession', item.gradingPeriodId),
    }),
    resultValueMin: 0,
    resultValueMax: item.maxPoints,
  },
});

/** `PUT /results/{sourcedId}` of OneRoster 1.1: a score is required and there are no flags. */
export const encodeResult1p1 = (result: ResultPayload, { root, now }: Context): unknown => ({
  result: {
    sourcedId: result.sourcedId,
    status: 'active',
    dateLastModified: instant(now),
    lineItem: ref(root, 'lineItems', 'lineItem', result.lineItemId),
    student: ref(root, 'users', 'user', result.studentId),
    scoreStatus: result.scoreStatus,
    score: result.score,
    scoreDate: day(now),
  },
});
