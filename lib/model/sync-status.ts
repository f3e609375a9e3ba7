import type { SyncStatus } from './panel-view.ts';
import type { Reason } from './reason.ts';

/** What is known of one item. Times are epoch milliseconds. */
export type SyncFacts = {
  include: boolean;
  /**
   * The last plan: writes still to make and what it remarked; `blocked` = the remark keeps the item from being
   * Synced (others of its writes may still go out). null = not planned on this device yet.
   */
  planned: { changes: number; reason: Reason | null; blocked: boolean } | null;
  /** Scores the SIS holds from us. */
  scoresSent: number;
  lastSuccessAt: number | null;
  failure: Reason | null;
  /** A run has this item on its list. */
  running: boolean;
};

/**
 * The status of an item, derived and never stored. Opted Out wins over everything; a failure stays until a
 * success replaces it; Synced is said only if the SIS acknowledged exactly what Schoology says now.
 */
export function syncStatus(facts: SyncFacts): { status: SyncStatus; reason: Reason | null } {
  const { include, planned, failure, lastSuccessAt } = facts;
  if (!include) return { status: 'opted-out', reason: optedOutReason(facts) };
  if (facts.running) return { status: 'pending', reason: { code: 'QUEUED' } };
  const stuck = planned?.blocked === true;
  if (stuck && planned.changes === 0) return { status: 'pending', reason: planned.reason };
  if (failure) return { status: 'failed', reason: failure };
  if (stuck) return { status: 'pending', reason: planned.reason };
  if (!planned || lastSuccessAt === null) {
    return { status: 'pending', reason: { code: 'NOT_YET_SYNCED' } };
  }
  if (planned.changes > 0) {
    return {
      status: 'pending',
      reason: { code: 'UPDATES_AVAILABLE', params: { n: planned.changes } },
    };
  }
  return { status: 'synced', reason: planned.reason };
}

const optedOutReason = ({ lastSuccessAt, scoresSent }: SyncFacts): Reason =>
  lastSuccessAt === null && scoresSent === 0
    ? { code: 'NEVER_SENT' }
    : { code: 'STILL_IN_SIS', params: { n: scoresSent } };
