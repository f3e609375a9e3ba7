import type { SisClient, SisResult } from '../sis-client.ts';
import { listAssignments, sectionOf } from './assignments.ts';
import type { Resources } from './resources.ts';
import type { Assignment } from './schemas.ts';
import { lookUpScores, rowsOf } from './score-lookup.ts';
import { studentDcid, studentId } from './student-id.ts';
import type { Send } from './transport.ts';

type Deps = { send: Send; resources: Resources; listStudents: SisClient['listStudents'] };

/** What stands in the gradebook; ids are PowerSchool's own. */
export function gradebookLists(deps: Deps): Pick<SisClient, 'listLineItems' | 'listResults'> {
  return {
    async listLineItems(classId, signal) {
      const all = await listAssignments(deps.send, classId, signal);
      return all.flatMap((one) => {
        const entry = sectionOf(one, classId);
        return entry ? [{ id: String(one.assignmentid), title: entry.name }] : [];
      });
    },
    async listResults(classId, signal) {
      const days = await termOf(deps.resources, classId);
      if (!days) return [];
      const roster = await deps.listStudents(classId, signal);
      const students = roster.map(({ id }) => studentDcid(id));
      const found = await lookUpScores(deps.send, classId, students, days, signal);
      return found.flatMap((one) => resultsOf(one, classId));
    },
  };
}

/** First and last day of the section's term bins, `YYYY-MM-DD`; null when it has none. */
async function termOf(
  resources: Resources,
  classId: string,
): Promise<{ start: string; end: string } | null> {
  const bins = (await resources.terms(classId))?._termbins ?? [];
  const start = bins.map(({ startdate }) => startdate.slice(0, 10)).toSorted()[0];
  const end = bins
    .map(({ enddate }) => enddate.slice(0, 10))
    .toSorted()
    .at(-1);
  return start === undefined || end === undefined ? null : { start, end };
}

function resultsOf(assignment: Assignment, classId: string): SisResult[] {
  const entry = sectionOf(assignment, classId);
  if (!entry) return [];
  return rowsOf(assignment, entry.assignmentsectionid).map((row) => ({
    id: `${entry.assignmentsectionid}:${row.studentsdcid}`,
    lineItemId: String(assignment.assignmentid),
    studentId: studentId(row.studentsdcid),
    score: row.scorepoints ?? null,
  }));
}
