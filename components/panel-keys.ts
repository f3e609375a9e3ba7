/** What a key asks for. Space needs no entry: the focus is on the row's checkbox, which takes it by itself. */
export type KeyAction =
  | 'search'
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'open'
  | 'sync'
  | 'retry'
  | 'stop-selecting'
  | 'help'
  | 'leave';

/** Work wherever the focus is, except in a field; can be switched off (WCAG 2.1.4: speech input types letters). */
const singleKeys: Record<string, KeyAction> = {
  '/': 'search',
  '?': 'help',
  j: 'next',
  k: 'previous',
  s: 'sync',
  r: 'retry',
};

/** Work in the list only: elsewhere they scroll the page. */
const listKeys: Record<string, KeyAction> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
};

const fields = 'input:not([type="checkbox"]), textarea, select, [contenteditable]';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/** The meaning of a key pressed at `target`; null = none of ours. */
export function keyAction(event: Key, target: Element, withSingleKeys: boolean): KeyAction | null {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (target.closest('dialog')) return null;
  if (target.matches(fields)) return key === 'Escape' && target.matches('.search') ? 'leave' : null;
  // On a button of the row Enter presses that button.
  if (key === 'Enter') return target.matches('tr[data-item] input') ? 'open' : null;
  if (key === 'Escape') return 'stop-selecting';
  const inList = target.closest('table') ? listKeys[key] : undefined;
  return inList ?? (withSingleKeys ? singleKeys[key] : undefined) ?? null;
}
