/** On everything we put into a page. */
export const ours = 'data-sync-to-sis';

/** On the form or row that a box of ours serves: the item's id, or '' while the item has none. */
export const itemMark = 'data-sync-to-sis-item';

/** On a form we recognise but cannot serve fully: the kind of problem, see lib/model/layout-problem.ts. */
export const problemMark = 'data-sync-to-sis-problem';

type Attributes = Record<string, string>;

const living = new WeakSet<Element>();

/** Whether we made this very node; a copy that the page made of it is not ours. */
export const isOurs = (node: Node): boolean => node instanceof Element && living.has(node);

/** Marks an element as ours. */
export function own<E extends Element>(element: E): E {
  element.setAttribute(ours, '');
  living.add(element);
  return element;
}

/** A copy of an element of ours, without what is in it. */
export function ownCopy<E extends Element>(pattern: E): E {
  const copy = pattern.ownerDocument.importNode(pattern);
  living.add(copy);
  return copy;
}

/**
 * Takes away what looks like ours but is not: copies that the page made when it cloned or re-parsed its own nodes,
 * and leftovers of an earlier copy of this script. Nobody serves them.
 */
export function removeDeadCopies(root: ParentNode): void {
  for (const node of root.querySelectorAll(`[${ours}]`)) if (!living.has(node)) node.remove();
}

/** An element of ours. Texts go in as text nodes only, so a title with markup stays text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = own(document.createElement(tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Sets a text only where it differs: an unchanged live region must not speak again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
