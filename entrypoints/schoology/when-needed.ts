import { holdsAny } from './features.ts';
import type { Place } from './ports.ts';

/** What a person does before a dialog can come up. */
const presses = ['pointerdown', 'keydown', 'click'] as const;

/**
 * Calls `start` once: at once where the page holds something to serve, or comes after one in which a choice was
 * submitted; else at the first press. Before it no dialog comes up, and no choice can be made: most pages of Schoology
 * cost these questions and no more, and the background is not woken for them.
 */
export function whenNeeded(page: Place, followsSubmit: () => boolean, start: () => void): void {
  if (holdsAny(page)) {
    start();
    return;
  }
  let begun = false;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    start();
  };
  // At the window, so that listeners at the document hear of this same press.
  for (const type of presses) window.addEventListener(type, begin, { capture: true, once: true });
  // Last, because the browser asks another process: where it was asked before the rest, that took longer as well.
  if (followsSubmit()) begin();
}
