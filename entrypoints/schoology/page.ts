import type { Choice } from '../../lib/messages.ts';
import { findDeleteForms, findForms } from '../../lib/schoology/forms.ts';
import { popupOf } from '../../lib/schoology/opener.ts';
import { itemIdOf } from '../../lib/schoology/pages.ts';
import { findBulkForm } from '../../lib/schoology/read-bulk-edit.ts';
import { showsErrors, titleText } from '../../lib/schoology/read-form.ts';
import { find } from '../../lib/schoology/selectors.ts';
import { narrowAll, spanMark } from './bulk-column.ts';
import { insist } from './commit.ts';
import type { Feature } from './feature.ts';
import { createFeatures, type Features, holdsAny } from './features.ts';
import { ours } from './marks.ts';
import { createPageObserver } from './observe-page.ts';
import { watchOpeners } from './openers.ts';
import type { Ports } from './ports.ts';

/** True when the page holds a form again that Schoology has just refused. */
function holdsRefusedForm({ document, url }: Ports): boolean {
  const forms = [...findForms(document), ...findDeleteForms(document)];
  const isForm =
    forms.some((form) => popupOf(form) === null) || findBulkForm(document, url()) !== null;
  return isForm && showsErrors(document);
}

/** The graded item whose own page this is. */
function itemOfPage({ document, url }: Ports): { itemId: string; title: string } | null {
  const itemId = itemIdOf(url());
  if (itemId === null) return null;
  const title = titleText(find('pageTitle', document)?.textContent);
  return title === '' ? null : { itemId, title };
}

async function tellPageStarted(ports: Ports, isNeeded: boolean): Promise<Choice[]> {
  const failed = ports.documentStatus() >= 500 ? 'failed' : 'none';
  const form = isNeeded && holdsRefusedForm(ports) ? 'rejected' : failed;
  const item = isNeeded ? itemOfPage(ports) : null;
  const { carried } = await insist(() => ports.ask('pageStarted', { form, item }), ports.signal);
  return carried;
}

/** Takes out of the page whatever we put into it. */
export function removeOurs(document: Document): void {
  if (document.querySelector(`[${ours}],[${spanMark}]`) === null) return;
  for (const node of document.querySelectorAll(`[${ours}]`)) node.remove();
  narrowAll(document);
}

/** What a person does before a dialog can come up. */
const presses = ['pointerdown', 'keydown', 'click'] as const;

/**
 * Serves one page until `ports.signal` aborts. Returns the way to switch everything off visibly. A page that holds
 * nothing to serve is watched from the first press on: before it no dialog comes up, and no choice can be made.
 */
export function startPage(ports: Ports): Pick<Feature, 'block'> {
  const { document, signal } = ports;
  // Leftovers of an earlier copy of this script, which nobody serves any more.
  removeOurs(document);
  const isNeeded = holdsAny(ports);
  const started = tellPageStarted(ports, isNeeded);
  started.catch(() => {}); // Every box that waits for it says that it cannot be used.
  let features: Features | null = null;
  const begin = (): void => {
    features ??= servePage(ports, started);
  };
  if (isNeeded) begin();
  // At the window, so that listeners at the document hear of this same press.
  else for (const type of presses) window.addEventListener(type, begin, { capture: true, signal });
  return { block: () => features?.block() ?? false };
}

function servePage(ports: Ports, started: Promise<Choice[]>): Features {
  const openers = watchOpeners(ports);
  const look = (contentReplaced: boolean): void => {
    features.look(contentReplaced);
    openers.look();
    features.scan();
  };
  const { watch, quietly } = createPageObserver(ports.document, ports.signal, look);
  const features = createFeatures(ports, { openers, started, quietly });
  look(false);
  watch();
  return features;
}
