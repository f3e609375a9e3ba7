import './style.css';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask } from '../../lib/messages.ts';
import { submittedPrefix } from '../../lib/model/submitted-copy.ts';
import { isServedPage } from '../../lib/schoology/hosts.ts';
import { beginLife } from './life.ts';
import { showSaveFailed } from './notice.ts';
import { removeOurs, startPage } from './page.ts';
import { createSubmittedMark } from './submitted-mark.ts';
import { whenNeeded } from './when-needed.ts';

/** The page's address, parsed anew only where it has changed: it is asked for again and again. */
function createAddress(): () => URL {
  let parsed: URL | null = null;
  return () => {
    if (parsed === null || parsed.href !== location.href) parsed = new URL(location.href);
    return parsed;
  };
}

/** Nothing once the extension was updated or removed under this page: nobody answers any more. */
const extensionId = (): string | undefined => browser.runtime?.id;

const submitted = createSubmittedMark(window);

/** Serves the page that the browser has put this script into (wxt.config.ts says which), from when it has need of it. */
function serve(): void {
  if (!isServedPage(location, document)) return;
  whenNeeded({ document, location }, () => submitted.read() !== null, begin);
}

function begin(): void {
  const life = beginLife(document, extensionId);
  if (life === null) return;
  const page = startPage({
    document,
    location,
    url: createAddress(),
    ask,
    isTrusted: (event) => life.lasts() && event.isTrusted,
    documentStatus: () => {
      const [loaded = {}] = performance.getEntriesByType('navigation');
      return 'responseStatus' in loaded ? Number(loaded.responseStatus) : 0;
    },
    newOpId: () => crypto.randomUUID(),
    // The first use of storage.local in a page of Firefox takes longer than a page that is being left may live: with the
    // background killed every 60 to 210 ms, 4 of 78 choices were lost with their copies, and 1 of 144 since.
    readyCopy: async () => void (await browser.storage.local.get(submittedPrefix)),
    keepCopy: (opId, copy) => browser.storage.local.set({ [`${submittedPrefix}${opId}`]: copy }),
    dropCopy: (opId) => browser.storage.local.remove(`${submittedPrefix}${opId}`),
    submitted,
    now: () => performance.now(),
    onLayoutProblem: (problem) => {
      // The form carries the problem as a mark too; a report that does not arrive loses nothing.
      ask('reportLayout', problem).catch(() => {});
    },
    signal: life.signal,
  });
  life.signal.addEventListener('abort', () => {
    if (extensionId() !== undefined) removeOurs(document);
    else if (page.block()) showSaveFailed(document);
  });
}

export default defineUnlistedScript(serve);
