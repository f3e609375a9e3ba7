import type { LineItemPayload, ResultPayload } from '../sis-client.ts';
import { day, instant, normalized, ref } from './encode.ts';

type Context = { rostering: string; gradebook: string; now: number };

/** `PUT /lineItems/{sourcedId}`: the whole LineItem, each time. */
export const encodeLineItem1p2 = (
  item: LineItemPayload,
  { rostering, gradebook, now }: Context,
): unknown => ({
  lineItem: {
    sourcedId: item.sourcedId,
    status: 'active',
    dateLastModified: instant(now),
    title: normalized(item.title),
    assignDate: instant(item.assignDate),
    dueDate: instant(item.dueDate),
    class: ref(rostering, 'classes', 'class', item.classId),
    school: ref(rostering, 'orgs', 'org', item.schoolId),
    category: ref(gradebook, 'categories', 'category', item.categoryId),
    ...(item.gradingPeriodId !== null && {
      gradingPeriod: ref(rostering, 'academicSessions', 'academicSession', item.gradingPeriodId),
    }),
    resultValueMin: 0,
    resultValueMax: item.maxPoints,
  },
});

/** `PUT /results/{sourcedId}`. Flags are strings in the JSON binding, and scoreDate is a day. */
export const encodeResult1p2 = (
  result: ResultPayload,
  { rostering, gradebook, now }: Context,
): unknown => ({
  result: {
    sourcedId: result.sourcedId,
    status: 'active',
    dateLastModified: instant(now),
    lineItem: ref(gradebook, 'lineItems', 'lineItem', result.lineItemId),
    student: ref(rostering, 'users', 'user', result.studentId),
    scoreStatus: result.scoreStatus,
    ...(result.score !== null && { score: result.score }),
    scoreDate: day(now),
    missing: String(result.missing),
    incomplete: String(result.incomplete),
  },
});
