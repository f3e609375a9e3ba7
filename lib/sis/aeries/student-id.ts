/**
 * A student's SIS id is `stu:<STU.ID>`, never the bare number: Schoology's `school_uid` may be a number of another kind,
 * and student numbers are of one school only.
 */
export const studentIdOf = (permanentId: string): string => `stu:${permanentId}`;

/** Throws when the id is none of ours. */
export function permanentIdOf(id: string): string {
  const digits = /^stu:(\d+)$/.exec(id)?.[1];
  if (digits === undefined) throw new RangeError(`${id} is not a student of Aeries`);
  return digits;
}
