import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { singleKeysOn } from './key-preference.ts';
import { focusCurrent, moveFocus, rowOf } from './list/list-focus.ts';
import { type KeyAction, keyAction } from './panel-keys.ts';

type On = {
  onHelp: () => void;
  onClearSearch: () => void;
  /** False when nothing was being selected. */
  onStopSelecting: () => boolean;
};

/** The panel's keys (components/sheets/keys-help.tsx says them to the teacher). */
export function usePanelKeys(root: RefObject<HTMLElement | null>, on: On): void {
  const latest = useRef(on);
  latest.current = on;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { target } = event;
      if (root.current === null || !(target instanceof Element)) return;
      const action = keyAction(event, target, singleKeysOn());
      if (action && perform(root.current, action, target, latest.current)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [root]);
}

/** False when there was nothing to do: the key is the browser's then. */
function perform(root: HTMLElement, action: KeyAction, target: Element, on: On): boolean {
  switch (action) {
    case 'next':
      return moveFocus(root, 1);
    case 'previous':
      return moveFocus(root, -1);
    case 'first':
      return moveFocus(root, Number.NEGATIVE_INFINITY);
    case 'last':
      return moveFocus(root, Number.POSITIVE_INFINITY);
    case 'search':
      return focusSearch(root);
    case 'open':
      return press(target, '.title-button');
    case 'sync':
      return press(target, '.row-sync');
    case 'retry':
      return press(target, '.row-sync.retry');
    case 'stop-selecting':
      return on.onStopSelecting();
    case 'leave':
      return leaveSearch(root, target, on);
    case 'help':
      on.onHelp();
      return true;
  }
}

function focusSearch(root: HTMLElement): boolean {
  const search = root.querySelector<HTMLInputElement>('.search');
  search?.select();
  search?.focus();
  return search !== null;
}

/** The row's own button: what it refuses, the key refuses. */
function press(target: Element, name: string): boolean {
  const button = rowOf(target)?.querySelector<HTMLButtonElement>(name);
  button?.click();
  return button !== null && button !== undefined;
}

/** First empties the search, then goes back to the list; only after that Escape closes the popup. */
function leaveSearch(root: HTMLElement, target: Element, { onClearSearch }: On): boolean {
  if (!(target instanceof HTMLInputElement) || target.value === '') return focusCurrent(root);
  target.value = ''; // the list may not have followed what was typed last
  onClearSearch();
  return true;
}
