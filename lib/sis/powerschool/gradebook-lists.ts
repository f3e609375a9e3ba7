import type { SisClient, SisLineItem, SisResult } from '../sis-client.ts';
import type { AssignmentIds } from './assignment-ids.ts';
import { listAssignments, sectionOf } from './assignments.ts';
import type { Assignment, AssignmentSection } from './schemas.ts';
import { lookUpScores, rowsOf } from './score-lookup.ts';
import { isSet } from './score-row.ts';
import { studentDcid, studentId } from './student-id.ts';
import type { Send } from './transport.ts';

type Deps = {
  send: Send;
  ids: AssignmentIds;
  listStudents: SisClient['listStudents'];
};

/** What stands in the gradebook. What came of a line item of ours has its id; the others have PowerSchool's own. */
export function gradebookLists(deps: Deps): Pick<SisClient, 'listLineItems' | 'listResults'> {
  return {
    async listLineItems(classId, signal) {
      const all = await listAssignments(deps.send, classId, signal);
      const ours = await deps.ids.takenIn(classId);
      return all.flatMap((one) => {
        const entry = sectionOf(one, classId);
        if (!entry) return [];
        const lineItem = lineItemOf(idOf(one, ours), entry);
        const isForeign = isMadeByProgram(one) && !ours.has(one.assignmentid);
        return [isForeign ? { ...lineItem, madeByProgram: true as const } : lineItem];
      });
    },
    async listResults(classId, signal) {
      const all = await listAssignments(deps.send, classId, signal);
      const days = dueDaysOf(all.flatMap((one) => sectionOf(one, classId) ?? []));
      if (!days) return [];
      const roster = await deps.listStudents(classId, signal);
      const students = roster.map(({ id }) => studentDcid(id));
      const found = await lookUpScores(deps.send, classId, students, days, signal);
      const ours = await deps.ids.takenIn(classId);
      return found.flatMap((one) => resultsOf(one, classId, idOf(one, ours)));
    },
  };
}

const idOf = ({ assignmentid }: Assignment, ours: ReadonlyMap<number, string>): string =>
  ours.get(assignmentid) ?? String(assignmentid);

const notByProgram: ReadonlySet<unknown> = new Set([undefined, null, false, 0, '', '0', 'false']);

const isMadeByProgram = ({ createdbyplugin }: Assignment): boolean =>
  !notByProgram.has(createdbyplugin);

function lineItemOf(id: string, entry: AssignmentSection): SisLineItem {
  const category = entry._assignmentcategoryassociations?.[0]?.teachercategoryid;
  return {
    id,
    title: entry.name,
    dueDay: entry.duedate.slice(0, 10),
    points: entry.scoreentrypoints ?? null,
    categoryId: category === undefined ? null : String(category),
  };
}

/** First and last due day there is, wherever it lies: a day left out would look like scores taken away. */
function dueDaysOf(entries: AssignmentSection[]): { start: string; end: string } | null {
  const days = entries.map(({ duedate }) => duedate.slice(0, 10)).toSorted();
  const [start] = days;
  const end = days.at(-1);
  return start === undefined || end === undefined ? null : { start, end };
}

function resultsOf(assignment: Assignment, classId: string, lineItemId: string): SisResult[] {
  const entry = sectionOf(assignment, classId);
  if (!entry) return [];
  return rowsOf(assignment, entry.assignmentsectionid).map((row) => ({
    id: `${entry.assignmentsectionid}:${row.studentsdcid}`,
    lineItemId,
    studentId: studentId(row.studentsdcid),
    scoreStatus: isSet(row.isexempt) ? 'exempt' : '',
    score: row.scorepoints ?? null,
    missing: isSet(row.ismissing),
    incomplete: isSet(row.isincomplete),
  }));
}
