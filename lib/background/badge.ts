import { t, tn } from '../text.ts';
import type { App } from './app.ts';
import { type Summary, sectionSummaries } from './summaries.ts';

/** What the toolbar button says: a short text on it ('' = none), and the same in words for everybody. */
export type Badge = { kind: 'attention' | 'pending' | 'none'; text: string; title: string };

/** Four characters fit. */
const short = (count: number): string => (count > 999 ? '999+' : String(count));

/** Items that somebody has to mend come first, else those with something to send; else nothing is said. */
function badgeOf(sections: Summary[]): Badge {
  const sum = (part: 'attention' | 'pending'): number =>
    sections.reduce((total, section) => total + section[part], 0);
  const attention = sum('attention');
  if (attention > 0) {
    return { kind: 'attention', text: short(attention), title: tn('badgeAttention', attention) };
  }
  const pending = sum('pending');
  if (pending > 0)
    return { kind: 'pending', text: short(pending), title: tn('badgePending', pending) };
  return { kind: 'none', text: '', title: t('panelTitle') };
}

/**
 * A run changes something every few milliseconds, and each time a whole course would be counted. Nor should the count
 * compete with the answer to what woke the background, or to the next of several choices (ms).
 */
const pause = 250;

/**
 * `show` asks for a badge that says how things stand in a moment. Asking again until then asks for the same one; asking
 * while it is being made makes one more after it, not one for each call. `stop` ends that with this life of the
 * background: its database is closed, and the next life shows a badge of its own.
 */
export function createBadge(app: App): { show: () => void; stop: () => void } {
  let state: 'idle' | 'waiting' | 'working' | 'asked again' | 'stopped' = 'idle';
  let shown = '';
  const is = (one: typeof state): boolean => state === one;
  const work = async (): Promise<void> => {
    const badge = badgeOf(await sectionSummaries(app));
    if (is('stopped') || badge.title === shown) return;
    await app.ports.showBadge(badge);
    shown = badge.title;
  };
  const run = async (): Promise<void> => {
    do {
      state = 'waiting';
      await new Promise((next) => setTimeout(next, pause));
      if (is('stopped')) return;
      state = 'working';
      await work();
    } while (is('asked again'));
    if (!is('stopped')) state = 'idle';
  };
  return {
    show() {
      if (is('working')) state = 'asked again';
      if (!is('idle')) return;
      run().catch((error: unknown) => {
        if (is('stopped')) return; // the database was closed under it
        state = 'idle';
        console.error(error); // the badge is old; the panel and the choices are not touched by it
      });
    },
    stop() {
      state = 'stopped';
    },
  };
}
