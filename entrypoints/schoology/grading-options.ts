import type { Choice } from '../../lib/messages.ts';
import { findForms, kindOf } from '../../lib/schoology/forms.ts';
import { isLoading, popupOf } from '../../lib/schoology/opener.ts';
import { type FormTarget, readFormTarget, readTitle } from '../../lib/schoology/read-form.ts';
import { t } from '../../lib/text.ts';
import type { ChoiceBatch } from './commit.ts';
import type { Feature, FeatureKind, PageState } from './feature.ts';
import { createFormSession, type FormSession } from './form-session.ts';
import { keepLastTexts } from './notice.ts';
import type { Ports } from './ports.ts';

const sameItem = (a: FormTarget, b: FormTarget): boolean =>
  JSON.stringify(a.item) === JSON.stringify(b.item);

/** A new item has one choice, whichever section the teacher puts it into in the end. */
const sameChoice = (a: FormTarget, b: FormTarget): boolean =>
  sameItem(a, b) && (a.item.state === 'new' || a.sectionId === b.sectionId);

/** The choice a refused full-page form had, among those that the background hands back. */
function choiceFor(target: FormTarget, carried: readonly Choice[]): boolean | null {
  const itemId = target.item.state === 'existing' ? target.item.itemId : null;
  return carried.find((choice) => choice.itemId === itemId)?.include ?? null;
}

/**
 * What the save of a dialog stores: its form's choice, and those made before on the tabs of other linked sections,
 * which Schoology shows one after the other in the same dialog (facts 6.4).
 */
function batchesOf(session: FormSession, shown: readonly FormSession[]): ChoiceBatch[] {
  const bySection = new Map<string | null, FormSession>();
  for (const other of shown) {
    const linked = other.target.item.state === 'existing' && sameItem(other.target, session.target);
    if (linked && other.choice() !== null) bySection.set(other.target.sectionId, other);
  }
  bySection.set(session.target.sectionId, session);
  return [...bySection.values()].map((one) => one.batch()).filter((batch) => batch !== null);
}

/** The Sync to SIS box in Grading Options of every item form, in popups and full pages. */
export const gradingOptions: FeatureKind = {
  isNeeded: ({ document }) => findForms(document).length > 0,
  start: startGradingOptions,
};

function startGradingOptions(ports: Ports, page: PageState): Feature {
  const { document, signal } = ports;
  const { openers, saves } = page;
  const sessions = new WeakMap<HTMLFormElement, FormSession>();
  const live = new Set<FormSession>();
  /** All that a dialog (or a form of the page) has shown so far. */
  const shownIn = new WeakMap<HTMLElement, FormSession[]>();
  const inherited = new WeakMap<HTMLFormElement, boolean | null>();

  const shownBeside = ({ form, popup }: FormSession): FormSession[] =>
    shownIn.get(popup ?? form) ?? [];
  const carriedInto = async (
    form: HTMLFormElement,
    target: FormTarget,
    before: FormSession | undefined,
  ): Promise<boolean | null> => {
    const started = await page.started;
    await saves.settled();
    if (before !== undefined) return before.choice();
    if (inherited.has(form)) return inherited.get(form) ?? null;
    return popupOf(form) === null ? choiceFor(target, started) : null;
  };
  const targetOf = (form: HTMLFormElement): FormTarget | null => {
    const kind = kindOf(form);
    if (kind === null) return null;
    return readFormTarget({ form, kind, opener: openers.of(popupOf(form)), page: ports.url() });
  };
  const open = (form: HTMLFormElement, target: FormTarget): FormSession | null => {
    const kind = kindOf(form);
    if (kind === null) return null;
    const popup = popupOf(form);
    const shown = shownIn.get(popup ?? form) ?? [];
    const before = shown.findLast((other) => sameChoice(other.target, target));
    const carried = carriedInto(form, target, before);
    carried.catch(() => {}); // Told by the box, if there is one.
    keepLastTexts();
    const session = createFormSession(ports, { form, kind, popup, target, carried });
    shownIn.set(popup ?? form, [...shown, session]);
    sessions.set(form, session);
    return session;
  };
  /** The form's session; a new one when the form has turned to another section or item. */
  const sessionOf = (form: HTMLFormElement): FormSession | null => {
    const session = sessions.get(form);
    const target = targetOf(form);
    if (target === null) return null;
    if (session === undefined) return open(form, target);
    if (sameItem(session.target, target) && session.target.sectionId === target.sectionId)
      return session;
    session.remove();
    live.delete(session);
    return open(form, target);
  };
  const submit = (session: FormSession, event: Event | null): void => {
    const { form, popup } = session;
    const since = ports.now();
    openers.saved(popup);
    saves.submit({
      form,
      changes: batchesOf(session, shownBeside(session)),
      event,
      openedByPerson: () => openers.openedSince(since),
      onResult: (result, newForm) => {
        if (newForm === null || (result === 'unknown' && readTitle(newForm) !== readTitle(form)))
          return;
        if (result === 'saved') return;
        inherited.set(newForm, session.choice());
        openers.inherit(popup, popupOf(newForm));
      },
    });
  };
  /** The form has left the page: cancelled, saved, or about to be posted by a script. */
  const gone = (session: FormSession): void => {
    const { form, popup } = session;
    live.delete(session);
    if (openers.isCancelled(popup)) saves.cancel(form);
    else if (saves.isPending(form) || popup?.isConnected !== false) return;
    else if (isLoading(document)) submit(session, null);
  };
  const scan = (): void => {
    for (const form of findForms(document)) {
      const session = sessionOf(form);
      if (session === null) continue;
      live.add(session);
      session.place();
    }
    for (const session of live) if (!session.form.isConnected) gone(session);
  };
  // A form may turn to another section without any change of its nodes; the page's own code goes first.
  document.addEventListener(
    'change',
    (event) => {
      const form = event.target instanceof Element ? event.target.closest('form') : null;
      if (form !== null && sessions.has(form)) setTimeout(scan);
    },
    { capture: true, signal },
  );

  return {
    scan,
    submitted: (form, event) => {
      const session = sessions.get(form);
      if (session !== undefined) submit(session, event);
    },
    block: () => {
      for (const session of live) session.block(t('syncBoxReload'));
      return [...live].some((session) => session.choice() !== null);
    },
  };
}
