import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { type FocusPlace, focusNear, placeOf } from './list/list-focus.ts';

const isGone = (element: Element): boolean => !element.isConnected || element.matches(':disabled');

/**
 * Keeps the keyboard's place in what is drawn anew: a row that left the filter, a button that its own press took
 * away, rows that changed places. Without it the focus falls back to the start of the page. A press of the pointer
 * forgets the place: whoever clicks beside everything means it.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  const last = useRef<FocusPlace | null>(null);

  useEffect(() => {
    const remember = ({ target }: Event): void => {
      if (root.current && target instanceof Element) last.current = placeOf(root.current, target);
    };
    const forget = (): void => {
      last.current = null;
    };
    const element = root.current;
    element?.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget, true);
    return () => {
      element?.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget, true);
    };
  }, [root]);

  useLayoutEffect(() => {
    const place = last.current;
    if (place === null || root.current === null) return;
    if (root.current.querySelector('dialog[open]')) return; // the sheet keeps its own
    const gone = isGone(place.element);
    const { activeElement, body } = document;
    if (
      activeElement !== body &&
      activeElement !== null &&
      !(gone && activeElement === place.element)
    )
      return;
    if (!gone && place.element instanceof HTMLElement) place.element.focus();
    else focusNear(root.current, place);
  });
}
