import { type Opener, popupOf, readOpener } from '../../lib/schoology/opener.ts';
import { closest, findAll } from '../../lib/schoology/selectors.ts';
import type { Ports } from './ports.ts';

/** A click that is older than this did not open the dialog that comes up now. */
const openerLastsMs = 60_000;

export type Openers = {
  /** Gives every dialog that has come up the click that opened it. To be called before anything reads a dialog. */
  look: () => void;
  /** The click that opened a dialog; null for none, and for a form that is part of the page. */
  of: (popup: HTMLElement | null) => Opener | null;
  /** A refused form comes back in a new dialog, which nobody clicked for. */
  inherit: (from: HTMLElement | null, to: HTMLElement | null) => void;
  /** Whether a person has opened something since then. */
  openedSince: (at: number) => boolean;
  /** Whether a person closed the dialog without saving, as far as can be told from the last click or key in it. */
  isCancelled: (popup: HTMLElement | null) => boolean;
  /** The dialog is being saved after all. */
  saved: (popup: HTMLElement | null) => void;
};

/** Watches what a person clicks: which link opened which dialog, and which dialog was cancelled. */
export function watchOpeners(ports: Ports): Openers {
  const { document, signal } = ports;
  const known = new WeakMap<HTMLElement, Opener | null>();
  const cancelled = new WeakSet<HTMLElement>();
  let last: Opener | null = null;
  let openedAt = Number.NEGATIVE_INFINITY;

  const take = (): Opener | null => {
    const opener = last !== null && ports.now() - last.at < openerLastsMs ? last : null;
    last = null; // One click opens one dialog.
    return opener;
  };
  const look = (): void => {
    for (const popup of findAll('popup', document)) if (!known.has(popup)) known.set(popup, take());
  };
  const onClick = (event: Event): void => {
    const found = readOpener(event.target, ports.url(), ports.now());
    if (found !== null) {
      last = found;
      openedAt = found.at;
    }
    const close = event.target instanceof Element ? closest('popupClose', event.target) : null;
    const popup = close === null ? null : popupOf(close);
    if (popup !== null) cancelled.add(popup);
  };
  const onKey = (event: Event): void => {
    const top = findAll('popup', document).at(-1);
    if (event instanceof KeyboardEvent && event.key === 'Escape' && top !== undefined)
      cancelled.add(top);
  };
  for (const [type, react] of [
    ['click', onClick],
    ['keydown', onKey],
  ] as const) {
    const trusted = (event: Event): void => {
      if (ports.isTrusted(event)) react(event);
    };
    document.addEventListener(type, trusted, { capture: true, signal });
  }
  return {
    look,
    of: (popup) => (popup === null ? null : (known.get(popup) ?? null)),
    inherit: (from, to) => {
      if (from !== null && to !== null) known.set(to, known.get(from) ?? null);
    },
    openedSince: (at) => openedAt > at,
    isCancelled: (popup) => popup !== null && cancelled.has(popup),
    saved: (popup) => {
      if (popup !== null) cancelled.delete(popup);
    },
  };
}
