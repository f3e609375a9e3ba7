import * as z from 'zod/mini';
import { type SectionKey, sectionKeyText } from '../model/item-key.ts';
import { once } from '../once.ts';
import type { KeyValue } from './key-value.ts';

/**
 * The second copy of the opt-outs, in storage.local. It fails independently of IndexedDB (other files in both
 * browsers), so a database that comes back silently empty cannot turn opt-outs into "sync it".
 *
 * One head key and one key per section; those that change are always written together in one `set`.
 */
export type MirrorHead = { installId: string; epoch: number; optOuts: number };

const headKey = 'optOuts';
const sectionPrefix = 'optOuts:';

const headSchema = once(() =>
  z.object({ installId: z.string(), epoch: z.number(), optOuts: z.number() }),
);
const idsSchema = once(() => z.array(z.string()));

export type MirrorContent = {
  head: MirrorHead;
  /** sectionKeyText to item ids. */
  sections: Map<string, string[]>;
  /** The lists hold as many opt-outs as the head says. */
  whole: boolean;
};

export type Mirror = ReturnType<typeof createMirror>;

export function createMirror(local: KeyValue) {
  return {
    /** The head alone, for the comparison at every wake; null = no mirror, or one that cannot be read. */
    async head(): Promise<MirrorHead | null> {
      const parsed = headSchema().safeParse((await local.get(headKey))[headKey]);
      return parsed.success ? parsed.data : null;
    },

    async read(): Promise<MirrorContent | null> {
      const all = await local.get(null);
      const head = headSchema().safeParse(all[headKey]);
      if (!head.success) return null;
      const sections = new Map<string, string[]>();
      let readable = true;
      for (const [key, value] of Object.entries(all)) {
        if (!key.startsWith(sectionPrefix)) continue;
        const ids = idsSchema().safeParse(value);
        if (ids.success) sections.set(key.slice(sectionPrefix.length), ids.data);
        else readable = false;
      }
      const count = [...sections.values()].reduce((sum, ids) => sum + ids.length, 0);
      return { head: head.data, sections, whole: readable && count === head.data.optOuts };
    },

    writeSections(
      head: MirrorHead,
      optedOut: { section: SectionKey; itemIds: string[] }[],
    ): Promise<void> {
      const lists = optedOut.map(({ section, itemIds }) => [
        sectionPrefix + sectionKeyText(section),
        itemIds,
      ]);
      return local.set({ [headKey]: head, ...Object.fromEntries(lists) });
    },

    /** Replaces everything. The head goes last: a half-written mirror then fails its own count. */
    async rewrite(head: MirrorHead, sections: Map<string, string[]>): Promise<void> {
      const old = Object.keys(await local.get(null)).filter((k) => k.startsWith(sectionPrefix));
      await local.remove([headKey, ...old]);
      const lists = [...sections].map(([section, ids]) => [sectionPrefix + section, ids]);
      await local.set(Object.fromEntries(lists));
      await local.set({ [headKey]: head });
    },
  };
}

/** The inverse of sectionKeyText. Throws on text that is none. */
export function parseSectionKey(text: string): SectionKey {
  const [origin, sectionId, rest] = text.split('|');
  if (!origin || !sectionId || rest !== undefined) throw new Error(`not a section key: ${text}`);
  return { origin, sectionId };
}
