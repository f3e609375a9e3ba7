import type { ItemKey, SectionKey } from './item-key.ts';
import type { Reason } from './reason.ts';

/**
 * What makes a sync unusual, counted; a number is 0 where that is as usual. `changed` scores that the SIS has already
 * would change, of `synced` that it has; `zeros` would be sent; `moved` items would go to another grading period;
 * `byProgram` assignments, as of Schoology's own passback, stand in classes that would get their first from us.
 */
export type BigChange = {
  changed: number;
  synced: number;
  zeros: number;
  moved: number;
  byProgram: number;
};

/** A score as a person reads it: points, a mark, or both. Neither = nothing there. */
export type ShownScore = { score: number | null; mark: 'exempt' | 'missing' | 'incomplete' | null };

/**
 * One student's score in the SIS and after the sync. `before`: what the SIS shows; 'sent' = something was sent before
 * and the SIS was not read. `fate`: `send` it is sent; `held` somebody changed it in the SIS, and the teacher is to
 * choose; `kept` the teacher has chosen to leave it.
 */
export type PreviewScore = {
  /** SIS id; '' in place of it is never used here. */
  studentId: string;
  name: string;
  before: ShownScore | 'sent';
  now: ShownScore;
  fate: 'send' | 'held' | 'kept';
};

/** Where an item stands in the SIS; null = not known, or none. Titles are the SIS's. */
export type ShownItem = {
  title: string;
  dueDay: string | null;
  points: number | null;
  category: string | null;
  period: string | null;
};

type PreviewKind = 'create' | 'update' | 'unchanged' | 'skipped' | 'problem';

export type PreviewItem = {
  key: ItemKey;
  title: string;
  kind: PreviewKind;
  /** Why it is skipped or waits, or what of it does. */
  reason: Reason | null;
  landing: ShownItem | null;
  /** The line item as the SIS shows it, where that differs from `landing`. */
  before: ShownItem | null;
  /** Somebody changed the line item in the SIS, and the teacher is to choose. */
  asks: boolean;
  scores: PreviewScore[];
  /** Scores that the SIS has already. */
  unchanged: number;
};

export type SectionPreview = {
  section: SectionKey & { title: string };
  items: PreviewItem[];
  /** Why the SIS could not be read for it; then nothing is known of what it shows. */
  unread: Reason | null;
  /** What keeps the whole section from syncing. */
  problem: Reason | null;
};

/** What a sync would do now. Names and scores: for our own pages, in memory only. */
export type Preview = {
  sections: SectionPreview[];
  big: BigChange | null;
  /** Of everything that would be sent: a confirmation is of this and nothing else. */
  digest: string;
};
