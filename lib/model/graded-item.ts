import type { ItemKey } from './item-key.ts';

/** Characters of a title that messages carry. Schoology's own are far shorter; of a longer one this much is read. */
export const longestTitle = 2_000;

export const itemKinds = [
  'assignment',
  'assessment',
  'discussion',
  'external-tool',
  'grade-column',
] as const;
export type ItemKind = (typeof itemKinds)[number];

/**
 * When an item is due: the instant (ISO 8601, UTC) and the calendar day on which it falls for the teacher
 * (`YYYY-MM-DD`), none set, or a text that could not be read with certainty.
 */
export type Due = { at: string; day: string } | { unreadable: string } | null;

/** A graded item as Schoology's gradebook feed tells it (schoology facts 5.6, `grade_item_data`). No student data. */
export type GradedItem = ItemKey & {
  title: string;
  kind: ItemKind;
  /** Schoology grading category id; null = "(Ungraded)". */
  categoryId: string | null;
  /** Schoology grading period id; null = "(No grading period)". */
  periodId: string | null;
  due: Due;
  /** Maximum points; null when Schoology gives none. */
  points: number | null;
  published: boolean;
  /** False for a column that Schoology leaves out of the grade (`exclude_from_grade`). */
  countsInGrade: boolean;
  /** What Schoology multiplies the item's weight by; absent = the feed did not say, and it is not guessed. */
  factor?: number;
  /** Title of the letter or rubric scale it is graded on; absent = plain points. */
  scale?: string;
};

export const exceptions = ['excused', 'missing', 'incomplete'] as const;
export type Exception = (typeof exceptions)[number];

/** What the gradebook cell of one student says. Points, never percent; null = nothing entered. */
export type Score = {
  /** Schoology user id. */
  uid: string;
  itemId: string;
  points: number | null;
  /** `other` = a mark whose meaning is not known here, so that nothing is made of it. */
  exception: Exception | 'other' | null;
  /** The grade is a letter or a rubric level without points. */
  notNumeric?: true;
  /** Work was handed in. Says nothing about the grade. */
  submitted?: true;
};

/** An enrolled person. The name is only ever shown, never stored. */
export type Member = {
  uid: string;
  enrollmentId: string;
  role: 'teacher' | 'student' | 'other';
  active: boolean;
  /** The district's id of this person (`school_uid`): the join key to the SIS; '' for test and guest accounts. */
  schoolUid: string;
  name: string;
};

export type GradingCategory = { id: string; title: string };
export type GradingPeriod = { id: string; title: string };

export type Section = { origin: string; sectionId: string; title: string };

/** Everything one reading of one section gives. Lives in memory only: it holds names and scores. */
export type SectionSnapshot = {
  section: Section;
  items: GradedItem[];
  categories: GradingCategory[];
  periods: GradingPeriod[];
  members: Member[];
  scores: Score[];
};
