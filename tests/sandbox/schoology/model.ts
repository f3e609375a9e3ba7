/** Ids are Schoology's: digits, kept as text. */
export type Person = {
  uid: string;
  first: string;
  last: string;
  /** Shown instead of `first` where set. */
  preferred: string;
  /** The district's id (`school_uid`), '' for guests. */
  schoolUid: string;
  mail: string;
};

/** `type`: 1 teacher, 2 student, 3 TA; `status`: 1 active, 0 inactive (schoology facts 5.6). */
export type Enrollment = {
  id: string;
  uid: string;
  sectionId: string;
  type: '1' | '2' | '3';
  status: '0' | '1';
};

export type Category = { id: string; title: string };

/** Dates are `YYYY-MM-DD`, both inclusive. */
export type Period = { id: string; title: string; start: string; end: string };

export type BulkEditMarkup = 'table' | 'divs';

export type Section = {
  sectionId: string;
  courseId: string;
  courseTitle: string;
  sectionTitle: string;
  categories: Category[];
  /** Schoology's own "Sync to SIS" box is there (a district with a grade passback app). */
  native: boolean;
  bulkEdit: BulkEditMarkup;
};

type ItemKind = 'assignment' | 'assessment' | 'discussion' | 'external-tool' | 'grade-column';

export type Item = {
  nid: string;
  sectionId: string;
  kind: ItemKind;
  /** False for a discussion without grading: a material, but nothing in the gradebook. */
  graded: boolean;
  title: string;
  description: string;
  /** Wall clock of America/New_York, `YYYY-MM-DD HH:MM` or `YYYY-MM-DD`; '' = none. */
  due: string;
  maxPoints: number;
  /** '0' = "(Ungraded)". */
  categoryId: string;
  /** '0' = "(No grading period)". */
  periodId: string;
  factor: number;
  /** A scale of letters or rubric levels; null = Numeric. */
  scale: { id: string; title: string } | null;
  isFinal: boolean;
  published: boolean;
  publishScores: boolean;
  collectedOnly: boolean;
  excludeFromGrade: boolean;
  /** State of Schoology's native box; means something in native sections only. */
  nativeSync: boolean;
};

/** A material that is no graded item: a file or a link. */
export type Document = { nid: string; sectionId: string; title: string };

export type Exception = 'excused' | 'incomplete' | 'missing';

/** One student on one item. Points, never percent. */
export type Cell = {
  points: number | null;
  exception: Exception | null;
  submitted: boolean;
  notAssigned: boolean;
};
