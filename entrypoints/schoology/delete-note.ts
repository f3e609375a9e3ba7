import { findDeleteForms } from '../../lib/schoology/forms.ts';
import { popupOf } from '../../lib/schoology/opener.ts';
import { readFormTarget } from '../../lib/schoology/read-form.ts';
import { find } from '../../lib/schoology/selectors.ts';
import type { Forgetting } from './commit.ts';
import type { Feature, FeatureKind, PageState } from './feature.ts';
import { fitPopup } from './fit-popup.ts';
import { itemMark, make } from './marks.ts';
import type { Ports } from './ports.ts';
import { readStored, staysText } from './stored-choice.ts';

/** Schoology asks before it deletes an item: we say there what stays in the SIS, and forget the item afterwards. */
export const deleteNote: FeatureKind = {
  isNeeded: ({ document }) => find('deleteForm', document) !== null,
  start: startDeleteNote,
};

function startDeleteNote(ports: Ports, page: PageState): Feature {
  const { document } = ports;
  const items = new WeakMap<HTMLFormElement, Forgetting | null>();

  const itemOf = (form: HTMLFormElement): Forgetting | null => {
    const { item, sectionId } = readFormTarget({
      form,
      kind: { alwaysNew: false },
      opener: page.openers.of(popupOf(form)),
      page: ports.url(),
    });
    return item.state === 'existing' && sectionId !== null
      ? { sectionId, forget: item.itemId }
      : null;
  };
  const tell = async (form: HTMLFormElement, { sectionId, forget }: Forgetting): Promise<void> => {
    await page.started;
    const text = staysText(await readStored(ports, sectionId, { itemId: forget, title: null }));
    if (text === '' || !form.isConnected) return;
    const note = make(document, 'p', { class: 'sync-to-sis-note', role: 'status' }, text);
    const buttons = find('buttons', form);
    if (buttons === null) form.append(note);
    else buttons.before(note);
    const popup = popupOf(form);
    if (popup !== null) fitPopup(popup);
  };
  return {
    scan() {
      for (const form of findDeleteForms(document)) {
        if (items.has(form)) continue;
        const item = itemOf(form);
        items.set(form, item);
        if (item === null) continue;
        form.setAttribute(itemMark, item.forget);
        tell(form, item).catch(() => {}); // Without an answer nothing is known, and nothing is said.
      }
    },
    submitted(form, event) {
      const item = items.get(form);
      if (!item) return;
      const since = ports.now();
      page.saves.submit({
        form,
        changes: [item],
        event,
        openedByPerson: () => page.openers.openedSince(since),
        onResult: () => {},
      });
    },
    block: () => false,
  };
}
