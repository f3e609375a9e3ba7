import type { Choice } from '../../lib/messages.ts';
import { findDeleteForms, findForms } from '../../lib/schoology/forms.ts';
import { popupOf } from '../../lib/schoology/opener.ts';
import { itemIdOf } from '../../lib/schoology/pages.ts';
import { findBulkForm } from '../../lib/schoology/read-bulk-edit.ts';
import { showsErrors } from '../../lib/schoology/read-form.ts';
import { find } from '../../lib/schoology/selectors.ts';
import { narrowAll } from './bulk-column.ts';
import { insist } from './commit.ts';
import type { Feature } from './feature.ts';
import { createFeatures } from './features.ts';
import { ours } from './marks.ts';
import { observePage } from './observe-page.ts';
import { watchOpeners } from './openers.ts';
import type { Ports } from './ports.ts';

/** True when the page holds a form again that Schoology has just refused. */
function holdsRefusedForm({ document, url }: Ports): boolean {
  if (!showsErrors(document)) return false;
  const forms = [...findForms(document), ...findDeleteForms(document)];
  return forms.some((form) => popupOf(form) === null) || findBulkForm(document, url()) !== null;
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

/** Serves one page until `ports.signal` aborts. Returns the way to switch everything off visibly. */
export function startPage(ports: Ports): Pick<Feature, 'block'> {
  const { document, signal } = ports;
  // Leftovers of an earlier copy of this script, which nobody serves any more.
  removeOurs(document);
  const started = tellPageStarted(ports);
  started.catch(() => {}); // Every box that waits for it says that it cannot be used.
  const openers = watchOpeners(ports);
  const features = createFeatures(ports, { openers, started });
  const look = (contentReplaced: boolean): void => {
    features.look(contentReplaced);
    openers.look();
    features.scan();
  };
  look(false);
  observePage(document, signal, look);
  return { block: features.block };
}
