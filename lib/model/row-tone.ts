import type { ItemRow } from './panel-view.ts';
import type { ReasonCode } from './reason.ts';

/** Reasons with which an item is simply waiting its turn. */
const waiting: readonly ReasonCode[] = ['NOT_YET_SYNCED', 'UPDATES_AVAILABLE', 'QUEUED'];

/** Reasons that are no error: there is nothing to sync (grey, never red). */
const nothingToSync: readonly ReasonCode[] = ['NOT_GRADED', 'NOT_PUBLISHED', 'NOT_IN_GRADE'];

/**
 * How loud a row is: `error` red, only for failures; `warn` amber, someone must mend something; `info` blue, on its
 * way; `ok` green; `quiet` grey, needs nothing.
 */
export type Tone = 'ok' | 'info' | 'warn' | 'error' | 'quiet';

export function rowTone({ status, reason }: ItemRow): Tone {
  if (status === 'failed') return 'error';
  if (status === 'opted-out') return 'quiet';
  if (status === 'synced') return reason && reason.code !== 'KEPT_IN_SIS' ? 'warn' : 'ok';
  if (reason === null || waiting.includes(reason.code)) return 'info';
  return nothingToSync.includes(reason.code) ? 'quiet' : 'warn';
}

/** The SIS holds something otherwise than it was sent. */
const ofSis: readonly ReasonCode[] = [
  'CHANGED_IN_SIS',
  'ITEM_CHANGED_IN_SIS',
  'NOT_AS_SENT',
  'ITEM_NOT_AS_SENT',
  'KEPT_IN_SIS',
];
export const isOfSis = (code: ReasonCode): boolean => ofSis.includes(code);

/** Somebody changed it there, and the teacher is to choose. */
export const isChangedInSis = ({ reason }: Pick<ItemRow, 'reason'>): boolean =>
  reason?.code === 'CHANGED_IN_SIS' || reason?.code === 'ITEM_CHANGED_IN_SIS';

/** New, and nobody has yet chosen whether it is sent. */
export const waitsForReview = ({ reason }: Pick<ItemRow, 'reason'>): boolean =>
  reason?.code === 'NEW_ITEM_REVIEW';

/** Whether this choice would change anything for an item. */
export const wouldChange = (row: ItemRow, include: boolean): boolean =>
  row.include !== include || waitsForReview(row);

/** Remarks that a teacher may well leave as they are: said in amber, and nobody is sent to them. */
const mayStay: readonly ReasonCode[] = ['FACTOR_NOT_ONE'];

/** Someone has to do something before this item is right in the SIS. */
export const needsAttention = (row: ItemRow): boolean => {
  if (row.status === 'synced' && row.reason && mayStay.includes(row.reason.code)) return false;
  const tone = rowTone(row);
  return tone === 'error' || tone === 'warn';
};
