import type { SisCategory, SisClass, SisClient, SisGradingPeriod, SisUser } from '../sis-client.ts';
import { read } from './read.ts';
import type { DefaultResources, Resources } from './resources.ts';
import { session, students } from './schemas.ts';
import { studentId } from './student-id.ts';
import { termSpan } from './term-span.ts';
import type { Send } from './transport.ts';

type Roster = Pick<
  SisClient,
  | 'findTeachers'
  | 'listClassesOfTeacher'
  | 'listStudents'
  | 'listCategories'
  | 'listGradingPeriods'
  | 'findTerm'
>;

/**
 * What the session's own teacher sees. Class ids are SECTIONS.DCID; a class is its own term, because PowerSchool
 * keeps term bins by section. Schools have no id here: `schoolId` is ''.
 */
export function rosterCalls(send: Send, resources: Resources): Roster {
  return {
    findTeachers: async (_identifier, signal) => [await signedIn(send, signal)],
    listClassesOfTeacher: async () => classesIn(await resources.all()),
    listStudents: (classId, signal) => studentsOf(send, classId, signal),
    listCategories: async (classId) => categoriesIn(await resources.all(), classId),
    async listGradingPeriods(classId): Promise<SisGradingPeriod[]> {
      const bins = (await resources.terms(classId))?._termbins ?? [];
      return bins.map(({ storecode, startdate, enddate }) => ({
        id: storecode,
        title: storecode,
        startDate: startdate.slice(0, 10),
        endDate: enddate.slice(0, 10),
      }));
    },
    findTerm: (classId) => termSpan(resources, classId),
  };
}

/** Whoever is asked for: a session shows the sections of the teacher who signed in, and nobody else's. */
async function signedIn(send: Send, signal?: AbortSignal): Promise<SisUser> {
  const path = 'user/teacher/me/session';
  const answer = await send({ method: 'get', path, target: 'service', signal });
  return { id: read(session, answer).username, identifiers: [], name: '' };
}

function classesIn({ years }: DefaultResources): SisClass[] {
  const current = years.filter(({ defaultyear }) => defaultyear === true || defaultyear === 1);
  const sections = (current.length > 0 ? current : years)
    .flatMap(({ terms }) => terms ?? [])
    .flatMap(({ schedule }) => schedule?._sections ?? []);
  const classes = sections.map((section): SisClass => {
    const id = String(section.sectionsdcid);
    const { sectionnickname, coursename, expression, termabbreviation } = section;
    const title = [sectionnickname || coursename, expression, termabbreviation];
    return { id, title: title.filter(Boolean).join(' '), schoolId: '', termIds: [id] };
  });
  return [...new Map(classes.map((sisClass) => [sisClass.id, sisClass])).values()];
}

/** The teacher's active ones that are not left out of this section (powerschool.md 2.3). */
const categoriesIn = ({ teacherCategories }: DefaultResources, classId: string): SisCategory[] =>
  teacherCategories
    .filter(({ isactive }) => isactive !== false && isactive !== 0)
    .filter(
      ({ _teachercategorysectionexcludeassociations: excluded }) =>
        !excluded.some(({ sectionsdcid }) => String(sectionsdcid) === classId),
    )
    .map(({ teachercategoryid, name }) => ({ id: String(teachercategoryid), title: name }));

/**
 * Schoology's `school_uid` is `1_<STUDENTS.DCID>` in one district and the student number in another
 * (powerschool.md 3). Both readings are offered; the roster as a whole shows which one it is.
 */
async function studentsOf(send: Send, classId: string, signal?: AbortSignal): Promise<SisUser[]> {
  const path = `student?section_ids=${Number(classId)}&status=A,P`;
  const answer = await send({ method: 'get', path, target: 'section', signal });
  return read(students, answer).map(({ dcid, studentnumber, lastfirst }) => ({
    id: studentId(dcid),
    identifiers: [],
    readings: {
      dcid: { of: 'whole' as const, id: `1_${dcid}` },
      studentNumber: { of: 'whole' as const, id: studentnumber },
    },
    name: lastfirst,
  }));
}
