import type { Choice } from '../../lib/messages.ts';
import type { PageObserver } from './observe-page.ts';
import type { Openers } from './openers.ts';
import type { Place, Ports } from './ports.ts';
import type { Saves } from './saves.ts';

/** One thing we add to Schoology's pages. */
export type Feature = {
  /** Brings the feature in line with what the page holds now. Called after every relevant change; idempotent. */
  scan: () => void;
  /** A person has submitted a form. */
  submitted: (form: HTMLFormElement, event: Event) => void;
  /**
   * The extension is gone from under this page: switches everything off, with the reason. Only texts that were kept
   * can be shown (see keepLastTexts). Returns whether a choice is lost that the teacher has made and not saved.
   */
  block: () => boolean;
};

/** A feature before a page has need of it. */
export type FeatureKind = {
  /** Whether the page holds now what the feature serves. Asked after every relevant change, so it must cost little. */
  isNeeded: (page: Place) => boolean;
  start: (ports: Ports, page: PageState) => Feature;
};

/** What the features of one page share. */
export type PageState = {
  saves: Saves;
  openers: Openers;
  /**
   * The background has settled what the tab's last page left behind; the choices of a refused form come back.
   * Nothing is read before it.
   */
  started: Promise<Choice[]>;
  /** See PageObserver. */
  quietly: PageObserver['quietly'];
};
