import type { GradedItem, SectionSnapshot } from '../../model/graded-item.ts';
import { ruleFor } from '../../model/item-rule.ts';
import { commitChoices } from '../../storage/flag-store.ts';
import { optOutsAwaited } from '../../storage/new-item-choices.ts';
import type { StoredItem } from '../../storage/records.ts';
import { storedItems } from '../../storage/section-rows.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Puts the teacher's rules in force for items that Schoology lists for the first time on this device; the first rule
 * that fits decides. A choice that somebody has made for an item stays. No rule includes what may be opted out by a
 * choice that still waits for its item: such an item is asked about (itemsToReview).
 */
export async function applyRules(
  ws: Workspace,
  { section, categories }: SectionSnapshot,
  unseen: GradedItem[],
): Promise<void> {
  const { newItems, defaultInclude } = await ws.settings();
  if (newItems.rules.length === 0 || unseen.length === 0) return;
  const { origin, sectionId } = section;
  const before = await ws.db.get('sections', [origin, sectionId]);
  const isAskedAbout = defaultInclude && (before?.readAt ?? null) !== null;
  const mayBeMeant = await optOutsAwaited(ws, section);
  const stored = await storedItems(ws.db, section);
  const isHeld = (item: GradedItem): boolean =>
    stored.get(item.itemId)?.toReview === true || (isAskedAbout && mayBeMeant(item));
  const titles = new Map(categories.map(({ id, title }) => [id, title]));
  const choices = unseen.flatMap((item) => {
    const categoryTitle = titles.get(item.categoryId ?? '') ?? null;
    const rule = ruleFor(newItems.rules, { ...item, categoryTitle });
    return rule && !(rule.include && isHeld(item))
      ? [{ itemId: item.itemId, include: rule.include, unlessSet: true as const }]
      : [];
  });
  if (choices.length === 0) return;
  await commitChoices(ws, {
    origin,
    sectionId,
    opId: `rule-${crypto.randomUUID()}`,
    source: 'rule',
    choices,
  });
}

type Seen = {
  items: GradedItem[];
  /** What was stored of the section before this reading. */
  before: ReadonlyMap<string, StoredItem>;
  /** The section was read whole before: what it lists now for the first time is new, not only new to this device. */
  readBefore: boolean;
  /** The teacher or the district wants it, or it may be what an opt-out still waits for. */
  waits: (item: GradedItem) => boolean;
};

/**
 * The items that wait until the teacher has looked at them. Once marked, an item stays so until a choice is made for
 * it, also when the teacher no longer wants new items to wait: it was said that nothing of it is sent.
 */
export const itemsToReview = ({ items, before, readBefore, waits }: Seen): Set<string> =>
  new Set(
    items
      .filter(
        (item) =>
          before.get(item.itemId)?.toReview ??
          (readBefore && !before.has(item.itemId) && waits(item)),
      )
      .map(({ itemId }) => itemId),
  );
