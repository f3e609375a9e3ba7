/**
 * What the background asks of an open Aeries tab: verbs of the gradebook, never an address. The tab's script makes the
 * requests, because only a page of Aeries sends them as Aeries wants them (aeries.md 2).
 */

/** `number` = the gradebook's, `term` = the letter of its term; together they are its id, `4711/F`. */
export type Gradebook = { number: number; term: string };

/** Our fields of an assignment; everything else of the form goes back as Aeries gave it (aeries.md 4). Days: `YYYY-MM-DD`. */
export type AssignmentFields = {
  title: string;
  assigned: string;
  due: string;
  points: number;
  categoryId: string;
  /** Formative or summative. */
  type: 'F' | 'S';
};

/** Addresses one student's mark. Schools and students are Aeries' own numbers. */
export type MarkCell = {
  assignment: number;
  student: number;
  gradebookSchool: string;
  studentSchool: string;
};

export type PortalRequest =
  | { verb: 'gradebooks' }
  | { verb: 'scores'; gradebook: Gradebook }
  | { verb: 'settings'; gradebook: Gradebook }
  | { verb: 'assignment'; gradebook: Gradebook; assignment: number }
  | {
      verb: 'create' | 'update';
      gradebook: Gradebook;
      assignment: number;
      fields: AssignmentFields;
    }
  | { verb: 'mark'; gradebook: Gradebook; cell: MarkCell; mark: string };

/** The dashboard: the teacher's gradebooks. `name` is '' where the page has none. */
export type GradebooksPage = { gradebooks: (Gradebook & { name: string })[] };

/** Scores by class. `permanentId` is STU.ID, `number` is good for addressing only, within this reading. */
export type ScoresPage = {
  students: { permanentId: string; number: number; active: boolean; school: string | null }[];
  assignments: { number: number; title: string; category: string; points: number }[];
  /** `mark` is what is stored: a number, '', `MI` or `N/A`. */
  marks: {
    assignment: number;
    student: number;
    school: string;
    mark: string;
    applicable: boolean;
  }[];
};

/** The gradebook's own settings. `letter` is the first one of the term's name; `end` is `YYYY-MM-DD`. */
export type SettingsPage = {
  categories: { id: string; name: string }[];
  terms: { letter: string; name: string; end: string }[];
};

/** An assignment's form as it stands. `due` is null where it holds no day; `titleMax` where it names no limit. */
export type AssignmentPage = {
  title: string;
  due: string | null;
  school: string;
  titleMax: number | null;
};

export type PortalReply =
  | { kind: 'page'; page: unknown }
  | { kind: 'done' }
  | { kind: 'signed-out' }
  /** `what` was not on the page, or the page was another one. */
  | { kind: 'not-understood'; what: string }
  /** `words` = the beginning of the answer's body. */
  | { kind: 'refused'; status: number; retryAfter: string | null; words: string }
  | { kind: 'no-answer' };
