import type { Sandbox } from '../../sandbox/start.ts';

/** A class of the SIS as titles with scores by student id, or the status where that says more than a number. */
export type Gradebook = Record<string, Record<string, number | string>>;

/** What the SIS holds for a class, short enough to be written down by hand in a test. */
export function gradebookOf(sandbox: Sandbox, classId: string): Gradebook {
  const found = sandbox.sis.gradebook().find((entry) => entry.classId === classId);
  if (!found) throw new Error(`The SIS has no class ${classId}`);
  return Object.fromEntries(
    found.lineItems.map(({ title, results }) => [
      title,
      Object.fromEntries(
        results.map(({ studentId, score, scoreStatus }) => [
          studentId,
          scoreStatus === 'fully graded' && score !== null ? score : scoreStatus,
        ]),
      ),
    ]),
  );
}
