/**
 * A create was about to be sent, and what came of it is not known. What was sent is kept, because the item may be
 * renamed in Schoology before anybody looks. `at` is epoch milliseconds; `dueDate` is `YYYY-MM-DD`.
 */
export type Intent = {
  kind: 'intent';
  classId: string;
  at: number;
  title: string;
  dueDate: string;
  points: number;
};

/** PowerSchool's own ids: the first goes into paths, the second into score rows (powerschool.md 0). */
export type Assigned = {
  kind: 'assigned';
  classId: string;
  assignmentId: number;
  assignmentSectionId: number;
};

export type Known = Intent | Assigned;

/**
 * Which assignment of PowerSchool's is which line item of ours. PowerSchool gives the ids and takes none, so this is
 * the only thing that keeps a repeated create from making a second assignment.
 */
export type AssignmentIds = {
  get(lineItemId: string): Promise<Known | null>;
  /** Resolves when it is on disk, not before. null = nothing was made, and nothing is under way. */
  set(lineItemId: string, known: Known | null): Promise<void>;
  /** Every assignment of a class that belongs to one of our line items: its id, and the line item. */
  takenIn(classId: string): Promise<ReadonlyMap<number, string>>;
};
