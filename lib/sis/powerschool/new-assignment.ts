import { type LineItemPayload, SisError } from '../sis-client.ts';
import { dueDay } from './assignments.ts';
import type { DefaultResources, Resources } from './resources.ts';

/** Two vendors' documents name this limit; the true one is not confirmed (powerschool.md 5). */
const titleMax = 50;

/** The body of a create: one assignment, in one section, for all of its students (powerschool.md 2.1). */
export async function newAssignment(resources: Resources, payload: LineItemPayload) {
  // A title that PowerSchool cuts would not be found again by title.
  if ([...payload.title].length > titleMax) {
    const detail = `The title has more than ${titleMax} characters`;
    throw new SisError({ code: 'REJECTED', scope: 'item', detail });
  }
  const terms = await resources.terms(payload.classId);
  if (!terms) throw new SisError({ code: 'CLASS_GONE', scope: 'item' });
  return {
    // TERMS.ID is made of the year and two digits.
    yearid: Math.floor(terms.termid / 100),
    standardscoringmethod: 'GradeScale',
    standardcalcdirection: 'NONE',
    hasstandards: false,
    _assignmentsections: [
      {
        sectionsdcid: Number(payload.classId),
        name: payload.title,
        duedate: dueDay(payload),
        scoretype: 'POINTS',
        scoreentrypoints: payload.maxPoints,
        weight: 1,
        totalpointvalue: payload.maxPoints,
        iscountedinfinalgrade: true,
        isscoringneeded: true,
        ...publishing(await resources.all(), payload.categoryId),
        _assignmentcategoryassociations: [
          { teachercategoryid: Number(payload.categoryId), isprimary: true },
        ],
      },
    ],
  };
}

/** When families see it is what the teacher set for the category; where nothing is set, nothing is sent. */
function publishing(
  { teacherCategories }: DefaultResources,
  categoryId: string,
): { publishoption?: string } {
  const own = teacherCategories.find(
    ({ teachercategoryid }) => String(teachercategoryid) === categoryId,
  );
  return own?.defaultpublishoption ? { publishoption: own.defaultpublishoption } : {};
}
