import type { LineItemPayload, ResultPayload } from '../sis-client.ts';
import { segment } from './url.ts';

/** Roots of the services, and epoch milliseconds. OneRoster 1.1 has one root for both. */
export type Context = { rostering: string; gradebook: string; now: number };

/** A strict server wants all three parts of a reference and refuses unknown ones (OneRoster 1.2 Gradebook, GUIDRef). */
export const ref = (service: string, collection: string, type: string, sourcedId: string) => ({
  href: `${service}/${collection}/${segment(sourcedId)}`,
  sourcedId,
  type,
});

/** Milliseconds and Z, whatever precision it came in. */
const instant = (at: string | number): string => new Date(at).toISOString();

/** NormalizedString: no CR, LF or TAB. */
const normalized = (text: string): string => text.replace(/\r\n|[\r\n\t]/g, ' ');

/** The teacher's calendar day: in UTC an evening in America is already tomorrow. */
function day(now: number): string {
  const at = new Date(now);
  const month = String(at.getMonth() + 1).padStart(2, '0');
  return `${at.getFullYear()}-${month}-${String(at.getDate()).padStart(2, '0')}`;
}

/** What a LineItem has in either version: the whole of it, each time. */
export const lineItemOf = (
  item: LineItemPayload,
  { rostering, gradebook, now }: Context,
): Record<string, unknown> => ({
  sourcedId: item.sourcedId,
  status: 'active',
  dateLastModified: instant(now),
  title: normalized(item.title),
  assignDate: instant(item.assignDate),
  dueDate: instant(item.dueDate),
  class: ref(rostering, 'classes', 'class', item.classId),
  category: ref(gradebook, 'categories', 'category', item.categoryId),
  ...(item.gradingPeriodId !== null && {
    gradingPeriod: ref(rostering, 'academicSessions', 'academicSession', item.gradingPeriodId),
  }),
  resultValueMin: 0,
  resultValueMax: item.maxPoints,
});

/** What a Result has in either version; scoreDate is a day. */
export const resultOf = (
  result: ResultPayload,
  { rostering, gradebook, now }: Context,
): Record<string, unknown> => ({
  sourcedId: result.sourcedId,
  status: 'active',
  dateLastModified: instant(now),
  lineItem: ref(gradebook, 'lineItems', 'lineItem', result.lineItemId),
  student: ref(rostering, 'users', 'user', result.studentId),
  scoreStatus: result.scoreStatus,
  scoreDate: day(now),
});
