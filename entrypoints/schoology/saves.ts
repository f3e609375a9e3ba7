import { type Change, type Outcome, type Submission, submitChange } from './commit.ts';
import { showSaveFailed } from './notice.ts';
import type { Ports } from './ports.ts';
import { type SaveResult, type SaveWatch, watchSave } from './save-watch.ts';

const outcomes: Record<SaveResult, Outcome> = {
  saved: 'saved',
  rejected: 'dropped',
  kept: 'dropped',
  unknown: 'unknown',
};

export type Save = {
  form: HTMLFormElement;
  /** What the save must store, one change for each section; none = nothing. */
  changes: readonly Change[];
  /** The submit event; null when the form went away without one. */
  event: Event | null;
  openedByPerson: () => boolean;
  onResult: (result: SaveResult, newForm: HTMLFormElement | null) => void;
};

export type Saves = {
  submit: (save: Save) => void;
  /** The person cancelled the form: what was submitted from it did not happen. */
  cancel: (form: HTMLFormElement) => void;
  isPending: (form: HTMLFormElement) => boolean;
  look: (contentReplaced: boolean) => void;
  /** Resolves when all settled outcomes are stored, so that a reading after it sees them. */
  settled: () => Promise<unknown>;
};

/** Every save under way in this page: staged at once, settled by what Schoology does with the form. */
export function createSaves(ports: Ports): Saves {
  const pending = new Map<HTMLFormElement, { submissions: Submission[]; watch: SaveWatch }>();
  let settling: Promise<unknown> = Promise.resolve();

  const settle = (submissions: Submission[], outcome: Outcome): void => {
    settling = Promise.all([settling, ...submissions.map((one) => one.settle(outcome))]);
  };
  const cancel = (form: HTMLFormElement): void => {
    const save = pending.get(form);
    if (save === undefined) return;
    pending.delete(form);
    save.watch.stop();
    settle(save.submissions, 'dropped');
  };
  const submit = ({ form, changes, event, openedByPerson, onResult }: Save): void => {
    if (changes.length === 0) {
      cancel(form);
      return;
    }
    const failed = (): void => showSaveFailed(ports.document);
    const submissions = changes.map((change) => submitChange(ports, change, failed));
    // A second submit of the same form takes the place of the first; it is staged before that is dropped.
    cancel(form);
    const finish = (result: SaveResult, newForm: HTMLFormElement | null): void => {
      pending.delete(form);
      settle(submissions, outcomes[result]);
      onResult(result, newForm);
    };
    const watch = watchSave({ form, openedByPerson, onResult: finish, signal: ports.signal });
    pending.set(form, { submissions, watch });
    if (event !== null) leaveToNextPage(event, form, watch);
  };
  return {
    submit,
    cancel,
    isPending: (form) => pending.has(form),
    look: (contentReplaced) => {
      for (const { watch } of [...pending.values()]) watch.look(contentReplaced);
    },
    settled: () => settling,
  };
}

/** A submit that nobody prevented makes the browser load a page; that page's own script tells what it shows. */
function leaveToNextPage(event: Event, form: HTMLFormElement, watch: SaveWatch): void {
  setTimeout(() => {
    if (!event.defaultPrevented && form.isConnected) watch.stop();
  });
}
