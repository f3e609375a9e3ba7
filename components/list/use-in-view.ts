import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Drawn this far before it comes into sight. */
const margin = '800px 0px';

/**
 * Which of the table's bodies, by their `data-chunk`, are in sight or nearly so. `key` changes with what the bodies
 * are; '' watches nothing.
 */
export function useInView(
  table: RefObject<HTMLTableElement | null>,
  key: string,
): ReadonlySet<string> {
  const [inView, setInView] = useState<ReadonlySet<string>>(new Set());
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

function changed(before: ReadonlySet<string>, entries: IntersectionObserverEntry[]): Set<string> {
  const now = new Set(before);
  for (const { target, isIntersecting } of entries) {
    const { chunk = '' } = target instanceof HTMLElement ? target.dataset : {};
    if (isIntersecting) now.add(chunk);
    else now.delete(chunk);
  }
  return now;
}
