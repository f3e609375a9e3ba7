import { findForms } from '../../lib/schoology/forms.ts';
import { popupOf } from '../../lib/schoology/opener.ts';
import { cssOf, find, findAll } from '../../lib/schoology/selectors.ts';

/** Where forms can come up, and nothing else: the rest of a gradebook changes all the time. */
function watchedParts(document: Document): [Node, MutationObserverInit][] {
  const list = { childList: true };
  const whole = { childList: true, subtree: true };
  const value = { attributes: true, attributeFilter: ['value'] };
  const content = find('content', document);
  const loader = find('popupLoading', document);
  const pageForms = findForms(document).filter((form) => popupOf(form) === null);
  return [
    [document.body, list],
    ...findAll('popup', document).map((popup): [Node, MutationObserverInit] => [popup, whole]),
    ...findAll('bulkEditForm', document).map((form): [Node, MutationObserverInit] => [form, whole]),
    ...pageForms.map((form): [Node, MutationObserverInit] => [form, whole]),
    // A form that turns to another section may do so by this hidden field alone.
    ...findAll('sectionField', document).map((field): [Node, MutationObserverInit] => [
      field,
      value,
    ]),
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

/**
 * The page's one observer. Calls back after changes of the body's children, of dialogs, of Bulk Edit's rows and of
 * the content area; `contentReplaced` tells the last from the rest.
 */
export function observePage(
  document: Document,
  signal: AbortSignal,
  onChange: (contentReplaced: boolean) => void,
): void {
  const observer = new MutationObserver((records) => {
    onChange(records.some(replacesContent));
    watch();
  });
  const watch = (): void => {
    observer.disconnect();
    for (const [node, options] of watchedParts(document)) observer.observe(node, options);
  };
  watch();
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
