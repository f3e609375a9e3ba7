import { find } from '../../lib/schoology/selectors.ts';

/**
 * Popups have a height in pixels that was computed before our row came (facts 3.1, item 6). Where the row would be
 * clipped the dialog's body scrolls; growing the box needs the page's own code, which we leave alone.
 */
export function fitPopup(popup: HTMLElement): void {
  const body = find('popupBody', popup);
  if (body === null) return;
  if (body.scrollHeight > body.clientHeight) body.style.overflowY = 'auto';
  if (popup.style.height === '' || popup.style.height === 'auto') return;
  const over = bottomOf(body, popup) + heightAfter(body) - popup.clientHeight;
  if (over <= 0 || over >= body.clientHeight) return;
  body.style.boxSizing = 'border-box';
  body.style.maxHeight = `${body.offsetHeight - over}px`;
  body.style.overflowY = 'auto';
}

const bottomOf = (inner: HTMLElement, outer: HTMLElement): number =>
  inner.getBoundingClientRect().bottom - outer.getBoundingClientRect().top - outer.clientTop;

/** What stands below the body: buttons and footer. */
function heightAfter(body: Element): number {
  let height = 0;
  for (let next = body.nextElementSibling; next !== null; next = next.nextElementSibling) {
    if (next instanceof HTMLElement) height += next.offsetHeight;
  }
  return height;
}
