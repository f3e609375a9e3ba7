import { findForms } from '../../lib/schoology/forms.ts';
import { popupOf } from '../../lib/schoology/opener.ts';
import { cssOf, find, findAll } from '../../lib/schoology/selectors.ts';
import { isOurs } from './marks.ts';

/** Where forms can come up, and nothing else: the rest of a gradebook changes all the time. */
function watchedParts(document: Document): [Node, MutationObserverInit][] {
  const list = { childList: true };
  const whole = { childList: true, subtree: true };
  const value = { attributes: true, attributeFilter: ['value'] };
  const content = find('content', document);
  const loader = find('popupLoading', document);
  const forms = findForms(document);
  const pageForms = forms.filter((form) => popupOf(form) === null);
  return [
    [document.body, list],
    ...findAll('popup', document).map((popup): [Node, MutationObserverInit] => [popup, whole]),
    ...findAll('bulkEditForm', document).map((form): [Node, MutationObserverInit] => [form, whole]),
    ...pageForms.map((form): [Node, MutationObserverInit] => [form, whole]),
    // A form that turns to another section may do so by this hidden field alone.
    ...forms
      .flatMap((form) => findAll('sectionField', form))
      .map((field): [Node, MutationObserverInit] => [field, value]),
    ...(content === null ? [] : parts(content, list)),
    // The popups module hides its loader; it does not remove it.
    ...(loader === null
      ? []
      : parts(loader, { attributes: true, attributeFilter: ['style', 'class'] })),
  ];
}

const parts = (node: Node, options: MutationObserverInit): [Node, MutationObserverInit][] =>
  options.childList && node.parentNode !== null
    ? [
        [node, options],
        [node.parentNode, options],
      ]
    : [[node, options]];

/** Schoology replaces what is in `#content-wrapper`, or that element itself (facts 3.1, item 10). */
const replacesContent = ({ target, removedNodes, addedNodes }: MutationRecord): boolean => {
  if (!(target instanceof Element) || removedNodes.length === 0) return false;
  if (target.matches(cssOf('content'))) return true;
  return [...addedNodes].some((node) => node instanceof Element && node.matches(cssOf('content')));
};

/** What we put into the page or changed there ourselves. A node of ours that is gone is not: it may have to come back. */
const isOwnDoing = ({ type, target, addedNodes, removedNodes }: MutationRecord): boolean =>
  type === 'childList' &&
  (isOurs(target) || (removedNodes.length === 0 && [...addedNodes].every(isOurs)));

/**
 * Tells whether a change must be looked at before the page is drawn and its scripts go on: a form has come, or anything
 * was taken away or altered, which is how a save begins and ends. What only adds other things can wait.
 */
function urgency(): (record: MutationRecord) => boolean {
  // A form, a dialog that one may come into, or the sign that one is on its way.
  const formOrPopup = ['form', cssOf('popup'), cssOf('popupLoading')].join(',');
  // By the one question that a browser answers without looking at every node: pages add hundreds at a time.
  const bringsForm = (node: Element): boolean =>
    node.matches(formOrPopup) || node.getElementsByTagName('form').length > 0;

  return ({ type, target, addedNodes, removedNodes }) => {
    if (type !== 'childList' || removedNodes.length > 0) return true;
    if (target instanceof Element && target.closest(formOrPopup) !== null) return true;
    return [...addedNodes].some((node) => node instanceof Element && bringsForm(node));
  };
}

/** A page that fills a list does so piece by piece: the pieces of this time are looked at together (ms). */
const calmAfter = 50;

export type PageObserver = {
  /** Begins, with the page as it is now. */
  watch: () => void;
  /** Makes a change of ours that is too large to be told, node by node, from those of the page. Not after the end. */
  quietly: (change: () => void) => void;
};

/**
 * The page's one observer. Calls back after changes of the body's children, of dialogs, of Bulk Edit's rows and of
 * the content area; `contentReplaced` tells the last from the rest. Changes made by us are none.
 */
export function createPageObserver(
  document: Document,
  signal: AbortSignal,
  onChange: (contentReplaced: boolean) => void,
): PageObserver {
  const isUrgent = urgency();
  let later: ReturnType<typeof setTimeout> | undefined;
  const look = (contentReplaced: boolean): void => {
    clearTimeout(later);
    later = undefined;
    onChange(contentReplaced);
    watch(); // forgets what `onChange` has done to the page
  };
  const react = (records: MutationRecord[]): void => {
    const urgent = records.filter(isUrgent);
    const changes = urgent.filter((record) => !isOwnDoing(record));
    if (changes.length > 0) look(changes.some(replacesContent));
    else if (urgent.length < records.length) later ??= setTimeout(look, calmAfter, false);
  };
  const observer = new MutationObserver(react);
  const watch = (): void => {
    observer.disconnect();
    for (const [node, options] of watchedParts(document)) observer.observe(node, options);
  };
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(later);
  };
  signal.addEventListener('abort', stop, { once: true });
  return {
    watch,
    quietly(change) {
      if (signal.aborted) return;
      react(observer.takeRecords()); // what the page did before is not to be forgotten with it
      change();
      watch();
    },
  };
}
