import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Drawn this far before it comes into sight. */
const margin = '600px 0px';

/** Bodies of a table by their `data-chunk`: which are in sight or nearly so, and how high the others were (px). */
type InView = { near: ReadonlySet<string>; heights: ReadonlyMap<string, number> };

const nothing: InView = { near: new Set(), heights: new Map() };

/**
 * What of a table is in sight. `key` changes with what its bodies are; '' watches nothing. The browser measures what
 * it watches anyway: a height that is asked for while rows are drawn would have it lay out the whole table at once.
 */
export function useInView(table: RefObject<HTMLTableElement | null>, key: string): InView {
  const [inView, setInView] = useState(nothing);
  useEffect(() => {
    if (key === '' || !table.current) return;
    const observer = new IntersectionObserver(
      (entries) => setInView((before) => changed(before, entries)),
      { rootMargin: margin },
    );
    for (const body of table.current.tBodies) observer.observe(body);
    return () => observer.disconnect();
  }, [table, key]);
  return inView;
}

function changed(before: InView, entries: IntersectionObserverEntry[]): InView {
  const near = new Set(before.near);
  const heights = new Map(before.heights);
  for (const { target, isIntersecting, boundingClientRect } of entries) {
    const { chunk = '' } = target instanceof HTMLElement ? target.dataset : {};
    if (isIntersecting) near.add(chunk);
    else if (near.delete(chunk)) heights.set(chunk, boundingClientRect.height);
  }
  return { near, heights };
}
