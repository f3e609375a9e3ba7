/** Where an item stands in the SIS once it is sent, as far as it is known; null = not known, or not there. */
export type Landing = {
  classTitle: string | null;
  categoryTitle: string | null;
  /** The grading period that the due day falls into. */
  periodTitle: string | null;
  /** The due day that is sent, `YYYY-MM-DD`. */
  dueDay: string | null;
};
