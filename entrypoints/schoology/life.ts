/** How long one copy of this script serves its page. */
export type Life = {
  /** Aborts when this copy must let go of the page. */
  signal: AbortSignal;
  /** False from then on. An update or the removal of the extension is noticed here: nobody tells an orphaned script. */
  lasts: () => boolean;
};

/**
 * Begins a life, and so ends that of an earlier copy in the same page: two registrations may match it, and a new
 * version may come into an open page. Null where the extension is gone already (it has no id any more).
 */
export function beginLife(document: Document, extensionId: () => string | undefined): Life | null {
  const id = extensionId();
  if (id === undefined) return null;
  const began = `${id}:began`;
  document.dispatchEvent(new Event(began));
  const controller = new AbortController();
  const { signal } = controller;
  document.addEventListener(began, () => controller.abort(), { signal });
  return {
    signal,
    lasts() {
      if (extensionId() === undefined) controller.abort();
      return !signal.aborted;
    },
  };
}
