import { mostUnheard } from '../../lib/model/submitted-copy.ts';

const key = 'sync-to-sis-submitted';
/** What a page may have put there instead is not asked after. */
const isOpId = (word: string): boolean => /^[\w-]{8,64}$/.test(word);

/**
 * Remembers over the pages of a tab that a choice was submitted in it, until the background has been told what the page
 * after it shows. A page with nothing to serve does not wake it otherwise.
 *
 * It lies in the page's own sessionStorage, which answers at once, and says what the page has just done itself. Where a
 * page takes it away, or the form leads to another of Schoology's hosts, the next page that has something to serve, or
 * the next press, tells instead; until then an opt-out that was submitted holds and nothing else is in force. Where that
 * storage is closed every page tells.
 *
 * The stored text is the opId that was submitted last, and then those of which this page does not know yet whether the
 * background has them.
 */
export type SubmittedMark = {
  put: (opId: string) => void;
  /** The background has it, or the person has been told that it has not: the next page need not ask. */
  heard: (opId: string) => void;
  /** The last choice submitted and not told of, '' where that cannot be known, null for none. */
  read: () => string | null;
  /** What was submitted, in this page or an earlier one of the tab, and is not known to have been heard of. */
  unheard: () => string[];
  /** Takes it away, unless something was submitted since. */
  remove: (seen: string | null) => void;
};

/** To look at `sessionStorage` throws where the browser keeps pages from storing anything. */
export function createSubmittedMark(window: Pick<Window, 'sessionStorage'>): SubmittedMark {
  const words = (): string[] | null => {
    try {
      return window.sessionStorage.getItem(key)?.split(' ') ?? null;
    } catch {
      return [];
    }
  };
  const write = (last: string, unheard: readonly string[]): void => {
    try {
      window.sessionStorage.setItem(key, [last, ...unheard].join(' '));
    } catch {
      // Closed, or full: told with the next page that holds a form, or the next press. Nobody asks after what is lost.
    }
  };
  const read = (): string | null => {
    const stored = words();
    return stored === null ? null : (stored[0] ?? '');
  };
  const unheard = (): string[] => (words() ?? []).slice(1).filter(isOpId).slice(-mostUnheard);
  return {
    read,
    unheard,
    put: (opId) => write(opId, [...unheard(), opId]),
    heard(opId) {
      const last = read();
      const left = unheard().filter((one) => one !== opId);
      if (last !== null) write(last, left);
    },
    remove(seen) {
      if (seen !== null && seen !== '' && read() === seen) window.sessionStorage.removeItem(key);
    },
  };
}
