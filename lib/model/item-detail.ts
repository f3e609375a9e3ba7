import type { Exception } from './graded-item.ts';
import type { Landing } from './landing.ts';
import type { ItemRow } from './panel-view.ts';
import type { Reason, ReasonCode } from './reason.ts';
import type { SpecialChoice } from './special-score.ts';

/**
 * How one student's score stands with the SIS:
 * - `sent`: it acknowledged exactly this; `changed`: something else; `unsent`: nothing yet
 * - `refused`: it did not take this
 * - `unlinked`: it has no such student in the class
 * - `cleared`: Schoology shows none any more, the SIS still has the one that was sent
 * - `not-sent`: it cannot be said there; `blank`: there is nothing to say
 */
type ScoreState =
  | 'sent'
  | 'changed'
  | 'unsent'
  | 'refused'
  | 'unlinked'
  | 'cleared'
  | 'not-sent'
  | 'blank';

/** What Schoology shows besides points: a mark, a grade on a scale without points, or work without a grade. */
export type ShownMark = Exception | 'other' | 'scale' | 'handed-in';

/** One student on one item. Holds a name and a score: read live, kept nowhere, said to our own pages only. */
export type ScoreLine = {
  uid: string;
  name: string;
  points: number | null;
  mark: ShownMark | null;
  state: ScoreState;
  /** Of a refusal, and of what is not sent. */
  why: ReasonCode | null;
};

/** What a mark without a score becomes in this section, and what it could become. */
export type SpecialView = {
  exception: Exception;
  /** Null = as the SIS's profile says. */
  chosen: SpecialChoice | null;
  /** What the profile says. */
  usual: SpecialChoice;
  choices: SpecialChoice[];
};

/** Everything about one item. Times are epoch milliseconds. */
export type ItemDetail = {
  row: ItemRow;
  /** The teacher's own title for the SIS; null = Schoology's. */
  sisTitle: string | null;
  /** Longest title the SIS takes, in characters; null = no limit known. */
  titleMax: number | null;
  /** A title that the SIS would take in place of one that it does not; null = none is needed. */
  suggestion: string | null;
  /** Points possible. */
  points: number | null;
  /** Title of the scale of letters or rubric levels it is graded on; null = points. */
  scale: string | null;
  landing: Landing | null;
  /** Everything a teacher should know of it although it syncs. */
  remarks: Reason[];
  /** When the choice was made; null = the default holds. */
  chosenAt: number | null;
  special: SpecialView[];
  scores: ScoreLine[];
  /** sourcedId of the line item: what an administrator finds it by; null = no SIS class yet. */
  reference: string | null;
  schoologyUrl: string;
  /** Null where no address of the SIS's own pages is known. */
  sisUrl: string | null;
};
