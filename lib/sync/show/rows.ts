import type { ItemKey } from '../../model/item-key.ts';
import { itemKeyText } from '../../model/item-key.ts';
import type { ItemRow } from '../../model/panel-view.ts';
import type { Reason } from '../../model/reason.ts';
import { syncStatus } from '../../model/sync-status.ts';
import { lineItemId } from '../../sis/ids.ts';
import type {
  FlagRecord,
  LinkRecord,
  ObservedItem,
  Planned,
  StoredItem,
} from '../../storage/records.ts';

export type RowFacts = {
  item: StoredItem;
  flag: Pick<FlagRecord, 'include' | 'source'> | undefined;
  defaultInclude: boolean;
  /** What the SIS acknowledged of the item, as `seenIn` finds it. */
  seen: ObservedItem | undefined;
  categoryTitle: string | null;
  periodTitle: string | null;
  /** itemKeyText of what the run under way has still to do. */
  todo: ReadonlySet<string>;
  /** The server's words for this item's failure, while they are still known. */
  detail: string | null;
};

/** Also while nothing is planned, as after a choice that was taken back. */
const waitsForReview: Planned = {
  changes: 0,
  reason: { code: 'NEW_ITEM_REVIEW' },
  blocked: true,
};

/** One row of the panel from what is stored. */
export function buildRow(facts: RowFacts): ItemRow {
  const { item, flag, defaultInclude, seen, categoryTitle, periodTitle, todo, detail } = facts;
  const key: ItemKey = { origin: item.origin, sectionId: item.sectionId, itemId: item.itemId };
  const include = flag?.include ?? defaultInclude;
  const scoresSent = seen?.scoresSent ?? 0;
  const isUnconfirmed = item.planned?.reason?.code === 'CHOICE_UNCONFIRMED'; // is decided first
  const planned = item.toReview && !flag && !isUnconfirmed ? waitsForReview : item.planned;
  const { status, reason } = syncStatus({
    include,
    planned,
    scoresSent,
    lastSuccessAt: seen?.lastSuccessAt ?? null,
    failure: seen?.failure ? withDetail(seen.failure, detail) : null,
    running: todo.has(itemKeyText(key)),
  });
  return {
    key,
    title: item.title,
    kind: item.kind,
    categoryTitle,
    periodTitle,
    dueDay: item.due !== null && 'day' in item.due ? item.due.day : null,
    points: item.points,
    include,
    chosenIn: flag?.source ?? null,
    status,
    reason,
    lastSuccessAt: seen?.lastSuccessAt ?? null,
    lastAttemptAt: seen?.lastAttemptAt ?? null,
    changes: include ? (planned?.changes ?? 1) : 0,
    scoresSent,
  };
}

/**
 * Finds what was acknowledged of an item among the rows of its section, by line item sourcedId: the line item in the
 * linked class; without a link the one that was acknowledged last.
 */
export function seenIn(
  link: LinkRecord | null,
  observed: ReadonlyMap<string, ObservedItem>,
): (item: ItemKey) => ObservedItem | undefined {
  const classId = link?.classId;
  if (classId) return (item) => observed.get(lineItemId(item, classId));
  const last = new Map<string, ObservedItem>();
  for (const row of observed.values()) {
    const other = last.get(row.itemId);
    if (!other || (row.lastSuccessAt ?? 0) > (other.lastSuccessAt ?? 0)) last.set(row.itemId, row);
  }
  return ({ itemId }) => last.get(itemId);
}

const withDetail = ({ code, params }: Reason, detail: string | null): Reason => ({
  code,
  params: { ...params, detail: detail ?? '' },
});
