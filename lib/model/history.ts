import type { SectionKey } from './item-key.ts';
import type { RunView } from './panel-view.ts';
import type { Reason, ReasonCode } from './reason.ts';

/** Runs that are remembered. */
export const keptRuns = 300;

/** What began a run. */
export type RunTrigger = 'click' | 'schedule';

/** Items of a section that waited for the same reason. */
export type WaitingItems = { reason: Reason; items: number };

/** One run of the history. Counts and codes: neither titles of items nor students. Times are epoch milliseconds. */
export type HistoryRun = Pick<
  RunView,
  'id' | 'state' | 'total' | 'done' | 'failed' | 'startedAt' | 'finishedAt' | 'stopReason'
> & {
  trigger: RunTrigger;
  /** It was interrupted and went on later. */
  resumed: boolean;
  sections: (SectionKey & { title: string })[];
  /** Scores the SIS acknowledged. */
  scores: number;
  /** Failed items by the reason they failed for. */
  failures: { code: ReasonCode; items: number }[];
  waiting: WaitingItems[];
};

/** Newest first. `more` = there are older runs than the last one here. */
export type HistoryPage = { runs: HistoryRun[]; more: boolean };
