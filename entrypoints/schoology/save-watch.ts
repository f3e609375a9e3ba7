import { isDeleteForm, kindOf } from '../../lib/schoology/forms.ts';
import { isLoading, popupOf } from '../../lib/schoology/opener.ts';
import { showsErrors } from '../../lib/schoology/read-form.ts';
import { findAll } from '../../lib/schoology/selectors.ts';

/**
 * What Schoology did with a posted form. `rejected`: the same form came back, so nothing was saved.
 * `kept`: the form still stands there and was not taken away, so it was never posted.
 */
export type SaveResult = 'saved' | 'rejected' | 'kept' | 'unknown';

/** After the loader has gone, an error form may still come up; measured answers come in one task, 2 s is ample. */
const settleAfterMs = 2_000;
/** An answer that takes longer is not waited for. */
const giveUpAfterMs = 60_000;

type Watch = {
  form: HTMLFormElement;
  /** True when a person has clicked something that opens a dialog since the save. */
  openedByPerson: () => boolean;
  onResult: (result: SaveResult, newForm: HTMLFormElement | null) => void;
  signal: AbortSignal;
};

export type SaveWatch = {
  /** To be called after every change of the page. `contentReplaced` = Schoology put new content in the page. */
  look: (contentReplaced: boolean) => void;
  stop: () => void;
};

/**
 * Watches what follows a save by ajax (facts 3.1, items 8 to 11): the popup is detached before the POST; then a new
 * popup with the same form and errors, or new content, or nothing but the popup gone.
 */
export function watchSave({ form, openedByPerson, onResult, signal }: Watch): SaveWatch {
  const document = form.ownerDocument;
  const kind = kindOf(form)?.form ?? (isDeleteForm(form) ? 'deleteForm' : 'bulkEditForm');
  const already = findAll(kind, document);
  let detached = false;
  let over = false;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const finish = (result: SaveResult, newForm: HTMLFormElement | null = null): void => {
    if (over) return;
    stop();
    onResult(result, newForm);
  };
  const stop = (): void => {
    over = true;
    clearTimeout(quiet);
    clearTimeout(deadline);
  };
  const deadline = setTimeout(() => finish(form.isConnected ? 'kept' : 'unknown'), giveUpAfterMs);
  signal.addEventListener('abort', stop, { once: true });

  const look = (contentReplaced: boolean): void => {
    if (over) return;
    if (form.isConnected) {
      if (detached) finish('kept');
      return;
    }
    detached = true;
    const again = newest(findAll(kind, document).filter((other) => !already.includes(other)));
    if (again !== null && openedByPerson()) {
      finish('saved'); // A person can only open a dialog when the last one is done.
    } else if (again !== null) {
      const refused = showsErrors(popupOf(again) ?? document);
      finish(refused ? 'rejected' : contentReplaced ? 'saved' : 'unknown', again);
    } else if (contentReplaced) finish('saved');
    else if (showsFailure(document)) finish('unknown');
    else if (!isLoading(document)) quiet ??= setTimeout(() => finish('saved'), settleAfterMs);
    else {
      clearTimeout(quiet);
      quiet = undefined;
    }
  };
  return { look, stop };
}

const newest = (forms: HTMLElement[]): HTMLFormElement | null => {
  const last = forms.at(-1);
  return last instanceof HTMLFormElement ? last : null;
};

/** A dialog that shows an error but no form: a server error, say. */
const showsFailure = (document: Document): boolean => findAll('popup', document).some(showsErrors);
