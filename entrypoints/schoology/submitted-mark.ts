const key = 'sync-to-sis-submitted';

/**
 * Remembers over the pages of a tab that a choice was submitted in it, until the background has been told what the page
 * after it shows. A page with nothing to serve does not wake it otherwise.
 *
 * It lies in the page's own sessionStorage, which answers at once, and says what the page has just done itself. Where a
 * page takes it away, or the form leads to another of Schoology's hosts, the next page that has something to serve, or
 * the next press, tells instead; until then an opt-out that was submitted holds and nothing else is in force. Where that
 * storage is closed every page tells.
 */
export type SubmittedMark = {
  put: (opId: string) => void;
  /** The last choice submitted and not told of, '' where that cannot be known, null for none. */
  read: () => string | null;
  /** Takes it away, unless something was submitted since. */
  remove: (seen: string | null) => void;
};

/** To look at `sessionStorage` throws where the browser keeps pages from storing anything. */
export function createSubmittedMark(window: Pick<Window, 'sessionStorage'>): SubmittedMark {
  const read = (): string | null => {
    try {
      return window.sessionStorage.getItem(key);
    } catch {
      return '';
    }
  };
  return {
    read,
    put(opId) {
      try {
        window.sessionStorage.setItem(key, opId);
      } catch {
        // Closed, or full: told with the next page that holds a form, or the next press.
      }
    },
    remove(seen) {
      if (seen !== null && seen !== '' && read() === seen) window.sessionStorage.removeItem(key);
    },
  };
}
