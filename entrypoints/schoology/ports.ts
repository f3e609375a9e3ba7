import type { ask } from '../../lib/messages.ts';
import type { LayoutProblem } from '../../lib/model/layout-problem.ts';
import type { SubmittedCopy } from '../../lib/model/submitted-copy.ts';
import type { Address } from '../../lib/schoology/pages.ts';
import type { SubmittedMark } from './submitted-mark.ts';

/** A page, and its address as the browser has parsed it already. */
export type Place = { document: Document; location: Address };

/** What the features need from the world, so that tests can stand in for it. */
export type Ports = Place & {
  url: () => URL;
  ask: typeof ask;
  /** Whether a person, not a script of the page, made this event. */
  isTrusted: (event: Event) => boolean;
  /** HTTP status the page came with; 0 where the browser does not tell. */
  documentStatus: () => number;
  newOpId: () => string;
  /** To be called before a form is submitted, so that the copy is on its way at once. */
  readyCopy: () => Promise<void>;
  /** Leaves a copy of submitted choices where a dying background cannot lose it. */
  keepCopy: (opId: string, copy: SubmittedCopy) => Promise<void>;
  dropCopy: (opId: string) => Promise<void>;
  submitted: SubmittedMark;
  /** Milliseconds; only differences count. */
  now: () => number;
  onLayoutProblem: (problem: LayoutProblem) => void;
  /** Aborts when this script must let go of the page. */
  signal: AbortSignal;
};
