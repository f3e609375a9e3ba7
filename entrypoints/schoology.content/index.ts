import './style.css';
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { ask } from '../../lib/messages.ts';
import { submittedPrefix } from '../../lib/model/submitted-copy.ts';
import { isServedPage, lmsExcludeMatches, lmsMatches } from '../../lib/schoology/hosts.ts';
import { showSaveFailed } from './notice.ts';
import { removeOurs, startPage } from './page.ts';

/** False once the extension was updated or removed under this page: nobody answers any more. */
const extensionLives = (): boolean => browser.runtime?.id !== undefined;

/** The page's address, parsed anew only where it has changed: it is asked for again and again. */
function createAddress(): () => URL {
  let parsed = new URL(location.href);
  return () => {
    if (parsed.href !== location.href) parsed = new URL(location.href);
    return parsed;
  };
}

export default defineContentScript({
  matches: lmsMatches,
  excludeMatches: lmsExcludeMatches,
  runAt: 'document_idle',
  allFrames: false,
  // The page would see it; a newer copy of this script is heard of by an event on the document as well.
  noScriptStartedPostMessage: true,
  main(ctx) {
    const url = createAddress();
    if (!isServedPage(url(), document)) return;
    const page = startPage({
      document,
      url,
      ask,
      // `isValid` notices an update of the extension, which nothing else tells an orphaned script.
      isTrusted: (event) => ctx.isValid && event.isTrusted,
      documentStatus: () => {
        const [loaded = {}] = performance.getEntriesByType('navigation');
        return 'responseStatus' in loaded ? Number(loaded.responseStatus) : 0;
      },
      newOpId: () => crypto.randomUUID(),
      keepCopy: (opId, copy) => browser.storage.local.set({ [`${submittedPrefix}${opId}`]: copy }),
      dropCopy: (opId) => browser.storage.local.remove(`${submittedPrefix}${opId}`),
      now: () => performance.now(),
      onLayoutProblem: (problem) => {
        // The form carries the problem as a mark too; a report that does not arrive loses nothing.
        ask('reportLayout', problem).catch(() => {});
      },
      signal: ctx.signal,
    });
    // WXT lets a second copy of this script (another registration, a new version) end the first and take over.
    ctx.onInvalidated(() => {
      if (extensionLives()) removeOurs(document);
      else if (page.block()) showSaveFailed(document);
    });
  },
});
