import type { Choice } from '../../lib/messages.ts';
import { findDeleteForms, findForms } from '../../lib/schoology/forms.ts';
import { popupOf } from '../../lib/schoology/opener.ts';
import { itemIdOf } from '../../lib/schoology/pages.ts';
import { findBulkForm } from '../../lib/schoology/read-bulk-edit.ts';
import { showsErrors } from '../../lib/schoology/read-form.ts';
import { find } from '../../lib/schoology/selectors.ts';
import { narrowAll } from './bulk-column.ts';
import { startBulkEdit } from './bulk-edit.ts';
import { insist } from './commit.ts';
import { startDeleteNote } from './delete-note.ts';
import type { Feature } from './feature.ts';
import { startGradebookButton } from './gradebook-button.ts';
import { startGradingOptions } from './grading-options.ts';
import { ours } from './marks.ts';
import { observePage } from './observe-page.ts';
import { watchOpeners } from './openers.ts';
import { startOptedOutMarks } from './opted-out-marks.ts';
import { watchPerson } from './person.ts';
import type { Ports } from './ports.ts';
import { createSaves } from './saves.ts';

/** A save follows a click or Enter within this time, confirmations included. */
const saveFollowsMs = 10_000;

const starts = [
  startGradingOptions,
  startDeleteNote,
  startBulkEdit,
  startGradebookButton,
  startOptedOutMarks,
];

/** True when the page holds a form again that Schoology has just refused. */
function holdsRefusedForm(ports: Ports): boolean {
  const forms = [...findForms(ports.document), ...findDeleteForms(ports.document)];
  const own = forms.some((form) => popupOf(form) === null);
  const holdsForm = own || findBulkForm(ports.document, ports.url()) !== null;
  return holdsForm && showsErrors(ports.document);
}

/** The graded item whose own page this is. */
function itemOfPage({ document, url }: Ports): { itemId: string; title: string } | null {
  const itemId = itemIdOf(url());
  const title = find('pageTitle', document)?.textContent?.trim();
  return itemId !== null && title ? { itemId, title } : null;
}

async function tellPageStarted(ports: Ports): Promise<Choice[]> {
  const failed = ports.documentStatus() >= 500 ? 'failed' : 'none';
  const form = holdsRefusedForm(ports) ? 'rejected' : failed;
  const item = itemOfPage(ports);
  const { carried } = await insist(() => ports.ask('pageStarted', { form, item }), ports.signal);
  return carried;
}

/** Takes out of the page whatever we put into it. */
export function removeOurs(document: Document): void {
  for (const node of document.querySelectorAll(`[${ours}]`)) node.remove();
  narrowAll(document);
}

/** Runs all features on one page until `ports.signal` aborts. Returns the way to switch them off visibly. */
export function startPage(ports: Ports): Pick<Feature, 'block'> {
  const { document, signal } = ports;
  // Leftovers of an earlier copy of this script, which nobody serves any more.
  removeOurs(document);
  const started = tellPageStarted(ports);
  started.catch(() => {}); // Every box that waits for it says that it cannot be used.
  const person = watchPerson(ports);
  const saves = createSaves(ports);
  const openers = watchOpeners(ports);
  const page = { saves, openers, started };
  const features = starts.map((start) => start(ports, page));
  const scan = (): void => {
    openers.look();
    for (const feature of features) feature.scan();
  };
  document.addEventListener(
    'submit',
    (event) => {
      if (!(event.target instanceof HTMLFormElement)) return;
      if (!ports.isTrusted(event) || !person.actedWithin(saveFollowsMs)) return;
      for (const feature of features) feature.submitted(event.target, event);
    },
    { capture: true, signal },
  );
  observePage(document, signal, (contentReplaced) => {
    saves.look(contentReplaced);
    scan();
  });
  scan();
  return {
    block: () => features.map((feature) => feature.block()).includes(true),
  };
}
