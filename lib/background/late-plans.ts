import { type SectionKey, sectionKeyText } from '../model/item-key.ts';

/** Long enough for the next of several choices, and less than views wait before they ask anew (ms). */
const pause = 100;

/**
 * `soon` plans a section after what was answered without it; of several choices in a row one plan is made. It is lost
 * with the worker, as is the reading that it would be made of. `stop` ends that with this life of the background.
 */
export function createLatePlans(plan: (section: SectionKey) => Promise<void>): {
  soon: (section: SectionKey) => void;
  stop: () => void;
} {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  return {
    soon(section) {
      const key = sectionKeyText(section);
      if (waiting.has(key)) return;
      const begin = (): void => {
        waiting.delete(key);
        plan(section).catch(console.error); // the items count as not planned until the next reading
      };
      waiting.set(key, setTimeout(begin, pause));
    },
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
