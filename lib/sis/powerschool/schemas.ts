import * as z from 'zod/mini';

/*
 * The answers of /ws/xte/, read as loosely as they are written (powerschool.md 0.7): unknown keys are kept, because
 * an assignment is sent back whole. What cannot be read makes the whole answer unreadable: from a list with a hole
 * one would conclude that an assignment is not there, and make it again.
 */
const dcid = z.pipe(
  z.union([z.int(), z.string().check(z.regex(/^\d+$/))]),
  z.transform((value) => Number(value)),
);
const text = z.catch(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value) => String(value)),
  ),
  '',
);
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}/));
const points = z.optional(z.nullable(z.number()));

const categoryLink = z.looseObject({ teachercategoryid: dcid });

const scoreRow = z.looseObject({
  assignmentscoreid: z.optional(z.nullable(dcid)),
  studentsdcid: dcid,
  assignmentsectionid: z.optional(dcid),
  _assignmentsection: z.optional(z.looseObject({ assignmentsectionid: z.optional(dcid) })),
  scorepoints: points,
  /** true, false, 0 or 1. */
  isexempt: z.optional(z.unknown()),
  ismissing: z.optional(z.unknown()),
  isincomplete: z.optional(z.unknown()),
});
const scoreRows = z.optional(z.nullable(z.array(scoreRow)));

/** An assignment in one section (powerschool.md 2.1). */
const assignmentSection = z.looseObject({
  assignmentsectionid: dcid,
  sectionsdcid: dcid,
  name: z.string(),
  duedate: day,
  scoretype: z.optional(z.nullable(z.string())),
  scoreentrypoints: points,
  weight: points,
  /** true, false, 0 or 1. */
  islocked: z.optional(z.unknown()),
  _assignmentcategoryassociations: z.optional(z.nullable(z.array(categoryLink))),
  _assignmentscores: scoreRows,
});

const assignment = z.looseObject({
  assignmentid: dcid,
  /** Set where a program made it (powerschool.md 2.1, 3); whether as a flag or as its id is not documented. */
  createdbyplugin: z.optional(z.unknown()),
  _assignmentsections: z.array(assignmentSection),
  _assignmentscores: scoreRows,
});

export const assignments = z.array(assignment);
export const oneAssignment = z.union([
  assignment,
  z.pipe(
    z.tuple([assignment]),
    z.transform(([only]) => only),
  ),
]);

export type ScoreRow = z.infer<typeof scoreRow>;
export type AssignmentSection = z.infer<typeof assignmentSection>;
export type Assignment = z.infer<typeof assignment>;

export const session = z.object({ username: z.string().check(z.minLength(1)) });

const section = z.object({
  sectionsdcid: dcid,
  coursename: text,
  sectionnickname: text,
  expression: text,
  termabbreviation: text,
});

const teacherCategory = z.object({
  teachercategoryid: dcid,
  name: text,
  isactive: z.optional(z.unknown()),
  defaultpublishoption: text,
  _teachercategorysectionexcludeassociations: z.catch(
    z.array(z.object({ sectionsdcid: dcid })),
    [],
  ),
});

const term = z.object({
  schedule: z.optional(z.nullable(z.object({ _sections: z.optional(z.array(section)) }))),
});

export const defaultResources = z.object({
  teacherCategories: z.array(teacherCategory),
  years: z.array(
    z.object({ defaultyear: z.optional(z.unknown()), terms: z.optional(z.array(term)) }),
  ),
});

export const calculations = z.array(
  z.object({
    dcid,
    termid: dcid,
    _termbins: z.array(z.object({ storecode: text, startdate: day, enddate: day })),
  }),
);

export const students = z.array(z.object({ dcid, studentnumber: text, lastfirst: text }));

/** Why a batch of scores was refused, row by row. */
export const scoreErrors = z.object({
  errors: z.array(
    z.object({
      field: text,
      params: z.optional(z.nullable(z.object({ student_dcid: z.optional(dcid) }))),
    }),
  ),
});

export const sectionIds = z.array(dcid);
