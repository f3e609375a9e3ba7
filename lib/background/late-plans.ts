import { type SectionKey, sectionKeyText } from '../model/item-key.ts';

/** A teacher who opts one item out after the other waits for no plan in between (ms). */
const pause = 400;

/**
 * `soon` plans a section after what was answered without it, once no choice of it has come for a moment. It is lost with
 * the worker, as is the reading that it would be made of. From `stop` on none is made: this life of the background is
 * over.
 */
export function createLatePlans(plan: (section: SectionKey) => Promise<void>): {
  soon: (section: SectionKey) => void;
  stop: () => void;
} {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  let stopped = false;
  return {
    soon(section) {
      if (stopped) return; // the choice was still saved
      const key = sectionKeyText(section);
      clearTimeout(waiting.get(key));
      const begin = (): void => {
        waiting.delete(key);
        plan(section).catch(console.error); // the items count as not planned until the next reading
      };
      waiting.set(key, setTimeout(begin, pause));
    },
    stop() {
      stopped = true;
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
