/**
 * A student's SIS id is `dcid:<STUDENTS.DCID>`, never the bare number: Schoology's `school_uid` may be a student
 * number, and one student's number can be another one's DCID.
 */
export const studentId = (dcid: number): string => `dcid:${dcid}`;

/** Throws when the id is none of ours. */
export function studentDcid(id: string): number {
  const digits = /^dcid:(\d+)$/.exec(id)?.[1];
  if (digits === undefined) throw new RangeError(`${id} is not a student of PowerSchool`);
  return Number(digits);
}
