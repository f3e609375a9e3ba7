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
import { createFeatures } from './features.ts';
import { ours } from './marks.ts';
import { showSaveFailed } from './notice.ts';
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

/**
 * A page may be gone before what it saved has gone through, and a background that dies under the message has heard of
 * nothing: the page that follows says that it is lost.
 */
async function tellLost({ document, submitted, ask, signal }: Ports): Promise<void> {
  const opIds = submitted.unheard();
  if (opIds.length === 0) return;
  const { lost } = await insist(() => ask('findLost', { opIds }), signal);
  if (lost.length > 0) showSaveFailed(document);
  for (const opId of opIds) submitted.heard(opId);
}

/** Tells what became of the form that this tab submitted last, and answers the choices of a refused one. */
async function tellPageStarted(ports: Ports): Promise<Choice[]> {
  const submitted = ports.submitted.read();
  const failed = ports.documentStatus() >= 500 ? 'failed' : 'none';
  const form = holdsRefusedForm(ports) ? 'rejected' : failed;
  const item = itemOfPage(ports);
  await tellLost(ports); // before anything is settled: then what was heard of is staged
  // What this page has submitted itself meanwhile is not the last page's: the next one tells of both.
  const hasMore = (): boolean => ports.submitted.read() !== submitted;
  const tell = async (): Promise<{ carried: Choice[] }> =>
    hasMore() ? { carried: [] } : ports.ask('pageStarted', { form, item });
  const { carried } = await insist(tell, ports.signal);
  ports.submitted.remove(submitted);
  return carried;
}

/** Takes out of the page whatever we put into it. */
export function removeOurs(document: Document): void {
  if (document.querySelector(`[${ours}],[${spanMark}]`) === null) return;
  for (const node of document.querySelectorAll(`[${ours}]`)) node.remove();
  narrowAll(document);
}

/** Serves one page until `ports.signal` aborts. Returns the way to switch everything off visibly. */
export function startPage(ports: Ports): Pick<Feature, 'block'> {
  // Leftovers of an earlier copy of this script, which nobody serves any more.
  removeOurs(ports.document);
  const started = tellPageStarted(ports);
  started.catch(() => {}); // Every box that waits for it says that it cannot be used.
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
