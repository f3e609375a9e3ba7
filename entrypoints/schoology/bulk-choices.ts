import type { Choice, ItemInfo, ReplyOf } from '../../lib/messages.ts';
import type { FlagSource } from '../../lib/model/panel-view.ts';

export type BulkChoices = {
  /** Takes in what is stored for these items; an item the store does not list has the default. */
  learn: (itemIds: readonly string[], reply: ReplyOf<'getItems'>) => void;
  /** Choices of a refused save, made again. */
  carry: (choices: readonly Choice[]) => void;
  isKnown: (itemId: string) => boolean;
  includes: (itemId: string) => boolean;
  /** What the store says; null = not known yet. */
  stored: (itemId: string) => Known | null;
  /** Flips one item; with `range`, everything from the item flipped before to this one follows it. */
  flip: (order: readonly string[], itemId: string, range: boolean) => void;
  /** Header: everything on, or everything off when all is on. */
  flipAll: (order: readonly string[]) => void;
  /** Items whose choice differs from what is stored. */
  changed: (order: readonly string[]) => string[];
  /** True when an item whose scores were sent is now switched off. */
  leavesScores: (order: readonly string[]) => boolean;
  /** Schoology has saved: these choices are the stored state now. */
  saved: (source: FlagSource, choices: readonly Choice[]) => void;
  sisName: () => string;
};

type Known = Pick<ItemInfo, 'include' | 'chosenIn' | 'lastSuccessAt'>;

/** The choices of one Bulk Edit page, apart from any DOM: rows come and go, these stay. */
export function createBulkChoices(): BulkChoices {
  const stored = new Map<string, Known>();
  const chosen = new Map<string, boolean>();
  let sisName = '';
  let lastFlipped: string | null = null;

  const includes = (itemId: string): boolean =>
    chosen.get(itemId) ?? stored.get(itemId)?.include ?? false;
  const isKnown = (itemId: string): boolean => stored.has(itemId);
  const choose = (itemId: string, include: boolean): void => {
    if (stored.get(itemId)?.include === include) chosen.delete(itemId);
    else chosen.set(itemId, include);
  };
  const changed = (order: readonly string[]): string[] =>
    order.filter((itemId) => isKnown(itemId) && chosen.has(itemId));
  return {
    learn(itemIds, reply) {
      ({ sisName } = reply);
      const infos = new Map(reply.items.map((info): [string, ItemInfo] => [info.itemId, info]));
      for (const itemId of itemIds) {
        const info = infos.get(itemId);
        stored.set(itemId, {
          include: info?.include ?? reply.defaultInclude,
          chosenIn: info?.chosenIn ?? null,
          lastSuccessAt: info?.lastSuccessAt ?? null,
        });
        // Shown, and with the next save stored under its id: by then its title may be another one.
        if (info?.optOutWaits) choose(itemId, false);
      }
    },
    carry(choices) {
      for (const { itemId, include } of choices) if (itemId !== null) choose(itemId, include);
    },
    isKnown,
    includes,
    stored: (itemId) => stored.get(itemId) ?? null,
    flip(order, itemId, range) {
      const include = !includes(itemId);
      const from = range && lastFlipped !== null ? order.indexOf(lastFlipped) : -1;
      const to = order.indexOf(itemId);
      const ends = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
      const flipped = order.slice(ends[0], (ends[1] ?? to) + 1);
      for (const id of flipped.filter(isKnown)) choose(id, include);
      lastFlipped = itemId;
    },
    flipAll(order) {
      const known = order.filter(isKnown);
      const include = !known.every(includes);
      for (const itemId of known) choose(itemId, include);
    },
    changed,
    leavesScores: (order) =>
      changed(order).some((id) => !includes(id) && stored.get(id)?.lastSuccessAt != null),
    saved(source, choices) {
      for (const { itemId, include } of choices) {
        const known = itemId === null ? undefined : stored.get(itemId);
        if (itemId === null || known === undefined) continue;
        stored.set(itemId, { ...known, include, chosenIn: source });
        chosen.delete(itemId);
      }
    },
    sisName: () => sisName,
  };
}
