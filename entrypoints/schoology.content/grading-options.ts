import type { Choice } from '../../lib/messages.ts';
import { findForms, kindOf } from '../../lib/schoology/forms.ts';
import { isLoading, type Opener, popupOf, readOpener } from '../../lib/schoology/opener.ts';
import { type FormTarget, readFormTarget, readTitle } from '../../lib/schoology/read-form.ts';
import { closest, findAll } from '../../lib/schoology/selectors.ts';
import type { Feature, PageState } from './feature.ts';
import { createFormSession, type FormSession } from './form-session.ts';
import type { Ports } from './ports.ts';

/** A click that is older than this did not open the dialog that comes up now. */
const openerLastsMs = 60_000;

const sameTarget = (a: FormTarget, b: FormTarget): boolean =>
  a.sectionId === b.sectionId && JSON.stringify(a.item) === JSON.stringify(b.item);

/** The choice a refused full-page form had, among those that the background hands back. */
function choiceFor(target: FormTarget, carried: readonly Choice[]): boolean | null {
  const itemId = target.item.state === 'existing' ? target.item.itemId : null;
  return carried.find((choice) => choice.itemId === itemId)?.include ?? null;
}

/** The Sync to SIS box in Grading Options of every item form, in popups and full pages. */
export function startGradingOptions(ports: Ports, page: PageState): Feature {
  const { document, signal } = ports;
  const sessions = new WeakMap<HTMLFormElement, FormSession>();
  const live = new Set<FormSession>();
  const openers = new WeakMap<HTMLElement, Opener | null>();
  const lastInPopup = new WeakMap<HTMLElement, FormSession>();
  const inherited = new WeakMap<HTMLFormElement, boolean | null>();
  const cancelled = new WeakSet<HTMLElement>();
  let opener: Opener | null = null;
  let openedAt = Number.NEGATIVE_INFINITY;

  const openerOf = (popup: HTMLElement | null): Opener | null => {
    if (popup === null) return null;
    if (!openers.has(popup)) {
      openers.set(
        popup,
        opener !== null && ports.now() - opener.at < openerLastsMs ? opener : null,
      );
      opener = null;
    }
    return openers.get(popup) ?? null;
  };
  const carriedInto = async (
    form: HTMLFormElement,
    popup: HTMLElement | null,
    target: FormTarget,
  ): Promise<boolean | null> => {
    const before = popup === null ? undefined : lastInPopup.get(popup);
    const started = await page.started;
    await page.saves.settled();
    if (inherited.has(form)) return inherited.get(form) ?? null;
    if (popup === null) return choiceFor(target, started);
    return before !== undefined && sameTarget(before.target, target) ? before.choice() : null;
  };
  const open = (form: HTMLFormElement): FormSession | null => {
    const kind = kindOf(form);
    if (kind === null) return null;
    const popup = popupOf(form);
    const target = readFormTarget({ form, kind, opener: openerOf(popup), page: ports.url() });
    const carried = carriedInto(form, popup, target);
    carried.catch(() => {}); // Told by the box, if there is one.
    const session = createFormSession(ports, { form, kind, popup, target, carried });
    if (popup !== null) lastInPopup.set(popup, session);
    sessions.set(form, session);
    return session;
  };
  const submit = (session: FormSession, event: Event | null): void => {
    const { form, popup } = session;
    const since = ports.now();
    if (popup !== null) cancelled.delete(popup);
    page.saves.submit({
      form,
      batch: session.batch(),
      event,
      openedByPerson: () => openedAt > since,
      onResult: (result, newForm) => {
        if (newForm === null || (result === 'unknown' && readTitle(newForm) !== readTitle(form)))
          return;
        if (result === 'saved') return;
        inherited.set(newForm, session.choice());
        const newPopup = popupOf(newForm);
        if (popup !== null && newPopup !== null) openers.set(newPopup, openers.get(popup) ?? null);
      },
    });
  };
  /** The form has left the page: cancelled, saved, or about to be posted by a script. */
  const gone = (session: FormSession): void => {
    const { form, popup } = session;
    live.delete(session);
    if (popup !== null && cancelled.has(popup)) page.saves.cancel(form);
    else if (page.saves.isPending(form) || popup?.isConnected !== false) return;
    else if (isLoading(document)) submit(session, null);
  };
  const scan = (): void => {
    for (const form of findForms(document)) {
      const session = sessions.get(form) ?? open(form);
      if (session === null) continue;
      live.add(session);
      session.place();
    }
    for (const session of live) if (!session.form.isConnected) gone(session);
    for (const popup of findAll('popup', document)) openerOf(popup);
  };

  listen('click', (event) => {
    const found = readOpener(event.target, ports.url(), ports.now());
    if (found !== null) {
      opener = found;
      openedAt = found.at;
    }
    const close = event.target instanceof Element ? closest('popupClose', event.target) : null;
    const popup = close === null ? null : popupOf(close);
    if (popup !== null) cancelled.add(popup);
  });
  listen('keydown', (event) => {
    const top = findAll('popup', document).at(-1);
    if (event instanceof KeyboardEvent && event.key === 'Escape' && top !== undefined)
      cancelled.add(top);
  });
  listen('change', (event) => {
    const form = event.target instanceof Element ? event.target.closest('form') : null;
    const session = form === null ? undefined : sessions.get(form);
    if (session?.target.problem !== 'section-unknown') return;
    session.remove();
    sessions.delete(session.form);
    live.delete(session);
    scan();
  });
  function listen(type: string, react: (event: Event) => void): void {
    const trusted = (event: Event): void => {
      if (ports.isTrusted(event)) react(event);
    };
    document.addEventListener(type, trusted, { capture: true, signal });
  }

  return {
    scan,
    submitted: (form, event) => {
      const session = sessions.get(form);
      if (session !== undefined) submit(session, event);
    },
    block: (help) => {
      for (const session of live) session.block(help);
      return [...live].some((session) => session.choice() !== null);
    },
  };
}
