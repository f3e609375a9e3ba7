import { holdsServedForm } from '../../lib/schoology/forms.ts';
import { mayBeServed } from '../../lib/schoology/pages.ts';
import { bulkEdit } from './bulk-edit.ts';
import { deleteNote } from './delete-note.ts';
import type { Feature, FeatureKind, PageState } from './feature.ts';
import { gradebookButton } from './gradebook-button.ts';
import { gradingOptions } from './grading-options.ts';
import { optedOutMarks } from './opted-out-marks.ts';
import { watchPerson } from './person.ts';
import type { Place, Ports } from './ports.ts';
import { createSaves, type Saves } from './saves.ts';

/** A save follows a click or Enter within this time, confirmations included. */
const saveFollowsMs = 10_000;

const kinds: readonly FeatureKind[] = [
  gradingOptions,
  deleteNote,
  bulkEdit,
  gradebookButton,
  optedOutMarks,
];

/** Whether the page holds anything that we serve. Most hold nothing, which two questions tell. */
export const holdsAny = (page: Place): boolean =>
  holdsServedForm(page.document) ||
  (mayBeServed(page.location) && kinds.some((kind) => kind.isNeeded(page)));

/** All that we add to one page. */
export type Features = Pick<Feature, 'scan' | 'block'> & {
  /** To be called before `scan`, after every change of the page (see SaveWatch). */
  look: (contentReplaced: boolean) => void;
};

/**
 * Each feature begins when the page first has need of it, and what they share with the first of them: most of
 * Schoology's pages never need any, and are not to pay for them.
 */
export function createFeatures(ports: Ports, page: Omit<PageState, 'saves'>): Features {
  const running = new Map<FeatureKind, Feature>();
  let saves: Saves | null = null;

  const featureOf = (kind: FeatureKind): Feature | undefined => {
    if (!running.has(kind) && kind.isNeeded(ports)) {
      if (saves === null) watchSubmits(ports, () => [...running.values()]);
      saves ??= createSaves(ports);
      running.set(kind, kind.start(ports, { ...page, saves }));
    }
    return running.get(kind);
  };
  return {
    look: (contentReplaced) => saves?.look(contentReplaced),
    scan() {
      for (const kind of kinds) featureOf(kind)?.scan();
    },
    block: () => [...running.values()].map((feature) => feature.block()).includes(true),
  };
}

/** Tells the features of every form that a person submits. */
function watchSubmits(ports: Ports, features: () => Feature[]): void {
  const person = watchPerson(ports);
  ports.document.addEventListener(
    'submit',
    (event) => {
      if (!(event.target instanceof HTMLFormElement)) return;
      if (!ports.isTrusted(event) || !person.actedWithin(saveFollowsMs)) return;
      for (const feature of features()) feature.submitted(event.target, event);
    },
    { capture: true, signal: ports.signal },
  );
}
