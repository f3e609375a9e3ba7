/**
 * Runs `work` at most once at a time; a call during a run makes one more run follow. Resolves when what the caller
 * asked for has been done. So a burst of broadcasts costs two readings and the last one is never missed.
 */
export function latestOnly(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(again, again);
    return next;
  };
  function again(): Promise<void> {
    next = null;
    return start();
  }
}
