import { closest, cssOf, find } from './selectors.ts';

/** What a person clicked before a dialog came up: the best evidence of what the dialog is about (facts 2.3). */
export type Opener = { href: URL | null; rowItemId: string | null; at: number };

/** An open menu may hang elsewhere than in its row: its trigger names it by `aria-controls`. */
function rowOf(element: Element): HTMLElement | null {
  const row = closest('materialRow', element);
  if (row !== null) return row;
  const menu = closest('menu', element);
  if (menu === null || menu.id === '') return null;
  const trigger = element.ownerDocument.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`);
  return trigger === null ? null : closest('materialRow', trigger);
}

function hrefOf(element: Element, base: URL): URL | null {
  const href = element.getAttribute('href');
  if (href === null || href.startsWith('#')) return null;
  return URL.canParse(href, base) ? new URL(href, base) : null;
}

/**
 * Reads a click as a possible opener. Null when the click opens nothing (plain text, a field, the gear that only
 * unfolds the menu), so that an opener noted before it stays.
 */
export function readOpener(target: EventTarget | null, base: URL, now: number): Opener | null {
  if (!(target instanceof Element)) return null;
  const control = target.closest('a[href], button, [role="button"]');
  if (control === null || control.matches(cssOf('menuTrigger'))) return null;
  const row = rowOf(control);
  const rowItemId = row === null ? null : (/^n-(\d+)$/.exec(row.id)?.[1] ?? null);
  return { href: hrefOf(control, base), rowItemId, at: now };
}

/** The dialog an element is in; null for a form that is part of the page. */
export const popupOf = (element: Element): HTMLElement | null => closest('popup', element);

/** Whether the popups module is waiting for Schoology's answer. It hides its loader rather than removing it. */
export function isLoading(document: Document): boolean {
  const loader = find('popupLoading', document);
  if (loader === null) return false;
  return document.defaultView?.getComputedStyle(loader).display !== 'none';
}
