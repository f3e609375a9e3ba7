import { sectionKeyOf } from '../../model/item-key.ts';
import type { PreviewItem, PreviewScore, SectionPreview, ShownItem } from '../../model/preview.ts';
import type { Reason } from '../../model/reason.ts';
import type { ItemFields, ResultPayload } from '../../sis/sis-client.ts';
import type { LinkRecord } from '../../storage/records.ts';
import { hasWork, isWhole, type PlannedItem, type ReadyItem } from '../plan/plan.ts';
import type { PreparedSection } from '../plan/plan-section.ts';
import { toPlanned } from '../plan/planned.ts';
import { standingOf } from '../plan/sis-value.ts';

/** What a plan would do, for a person to read: made of the very plan that the run sends. */
export function previewOf(prepared: PreparedSection, unread: Reason | null): SectionPreview {
  const { snapshot, planned, problem } = prepared;
  const { title } = snapshot.section;
  return {
    section: { ...sectionKeyOf(snapshot.section), title },
    items: planned.map((entry) => previewItem(entry, prepared)),
    unread,
    problem,
  };
}

function previewItem(entry: PlannedItem, prepared: PreparedSection): PreviewItem {
  const { origin, sectionId, itemId, title } = entry.item;
  const base = {
    key: { origin, sectionId, itemId },
    title,
    landing: null,
    before: null,
    asks: false,
    scores: [],
    unchanged: 0,
  };
  if (entry.kind === 'ready') return { ...base, ...readyItem(entry, prepared) };
  if (entry.kind !== 'opted-out') return { ...base, kind: entry.kind, reason: entry.reason };
  return { ...base, kind: 'skipped', reason: null };
}

function readyItem(entry: ReadyItem, { observed, link, reading, snapshot }: PreparedSection) {
  const { lineItem } = entry;
  const before = reading?.items.get(lineItem.sourcedId) ?? null;
  const known = observed.get(lineItem.sourcedId);
  const landing = shownItem(wantedFields(entry), lineItem.gradingPeriodId, link);
  const isNew = (known?.lineItem ?? null) === null && !before;
  return {
    kind: kindOf(entry, isNew),
    reason: entry.gone ? removed : toPlanned(entry).reason,
    landing,
    before: before && otherwise(shownItem(before, null, link), landing),
    asks: entry.itemChanged === 'held' || entry.itemChanged === 'told',
    scores: scoresOf(entry, { observed, link, reading, snapshot }),
    unchanged: entry.unchanged,
  };
}

const removed: Reason = { code: 'ITEM_REMOVED_IN_SIS' };

function kindOf(entry: ReadyItem, isNew: boolean): PreviewItem['kind'] {
  if (hasWork(entry)) return isNew ? 'create' : 'update';
  return isWhole(entry) ? 'unchanged' : 'problem';
}

const wantedFields = ({ lineItem }: ReadyItem): ItemFields => ({
  title: lineItem.title,
  dueDay: lineItem.dueDate.slice(0, 10),
  points: lineItem.maxPoints,
  categoryId: lineItem.categoryId,
});

const shownItem = (
  { title, dueDay, points, categoryId }: ItemFields,
  periodId: string | null,
  link: LinkRecord | null,
): ShownItem => ({
  title,
  dueDay,
  points,
  category: link?.sisCategories.find(({ id }) => id === categoryId)?.title ?? null,
  period: link?.periods.find(({ id }) => id === periodId)?.title ?? null,
});

/** Null where nothing that the SIS shows is otherwise. */
function otherwise(before: ShownItem, wanted: ShownItem): ShownItem | null {
  const same =
    before.title.trim() === wanted.title.trim() &&
    (before.dueDay ?? wanted.dueDay) === wanted.dueDay &&
    (before.points ?? wanted.points) === wanted.points &&
    (before.category ?? wanted.category) === wanted.category;
  return same ? null : before;
}

function scoresOf(
  { results, held, kept }: ReadyItem,
  {
    observed,
    link,
    reading,
    snapshot,
  }: Pick<PreparedSection, 'observed' | 'link' | 'reading' | 'snapshot'>,
): PreviewScore[] {
  const uids = new Map(Object.entries(link?.students ?? {}).map(([uid, id]) => [id, uid]));
  const names = new Map(snapshot.members.map(({ uid, name }) => [uid, name]));
  const show = (fate: PreviewScore['fate']) => (write: { payload: ResultPayload }) => {
    const { payload } = write;
    const { lineItemId, studentId } = payload;
    const inSis = reading?.scores.get(lineItemId)?.get(studentId);
    const wasSent = observed.get(lineItemId)?.results[studentId] !== undefined;
    return {
      studentId,
      name: names.get(uids.get(studentId) ?? '') ?? studentId,
      before: !reading && wasSent ? ('sent' as const) : standingOf(inSis),
      now: standingOf(payload),
      fate,
    };
  };
  const scores = [
    ...held.map(show('held')),
    ...results.map(show('send')),
    ...kept.map(show('kept')),
  ];
  return scores.toSorted((a, b) => a.name.localeCompare(b.name));
}
