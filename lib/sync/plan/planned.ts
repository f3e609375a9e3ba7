import type { Reason, ReasonCode } from '../../model/reason.ts';
import type { Planned } from '../../storage/records.ts';
import type { PlannedItem, ReadyItem } from './plan.ts';

/** What the panel needs of a planned item. */
export function toPlanned(entry: PlannedItem): Planned {
  if (entry.kind === 'opted-out') return { changes: 0, reason: null, blocked: false };
  const { landing } = entry;
  if (entry.kind !== 'ready') return { changes: 0, reason: entry.reason, blocked: true, landing };
  const changes = (entry.putLineItem ? 1 : 0) + entry.results.length;
  const holding = holdingOf(entry);
  const remarks = [...holding, ...remarksOn(entry)];
  return { changes, reason: remarks[0] ?? null, blocked: holding.length > 0, remarks, landing };
}

const counted = (code: ReasonCode, n: number): Reason[] => (n > 0 ? [{ code, params: { n } }] : []);
const plain = (code: ReasonCode, applies: boolean): Reason[] => (applies ? [{ code }] : []);

/** What keeps part of an item from the SIS while the rest of it may go. */
const holdingOf = ({ itemChanged, held, unlinked }: ReadyItem): Reason[] => [
  ...plain('ITEM_CHANGED_IN_SIS', itemChanged === 'held'),
  ...counted('CHANGED_IN_SIS', held.length),
  ...counted('STUDENT_NOT_LINKED', unlinked),
];

/** What a teacher should know of an item that syncs, the weightiest first. */
function remarksOn(entry: ReadyItem): Reason[] {
  const { factor = 1 } = entry.item;
  return [
    ...plain('ITEM_CHANGED_IN_SIS', entry.itemChanged === 'told'),
    ...plain('ITEM_NOT_AS_SENT', entry.itemDiffers),
    ...counted('NOT_AS_SENT', entry.differs),
    ...counted('SCORE_CLEARED', entry.cleared),
    ...counted('SCORE_NOT_NUMERIC', entry.notNumeric),
    ...counted('KEPT_IN_SIS', entry.kept.length),
    ...counted('SPECIAL_NOT_SENT', entry.unsayable),
    ...(factor === 1 ? [] : [{ code: 'FACTOR_NOT_ONE' as const, params: { factor } }]),
  ];
}
