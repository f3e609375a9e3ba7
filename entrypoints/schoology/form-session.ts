import type { Choice } from '../../lib/messages.ts';
import { type LayoutProblem, layoutProblemText } from '../../lib/model/layout-problem.ts';
import {
  type FormKind,
  findAnchor,
  findNativeBox,
  gradingIsOn,
} from '../../lib/schoology/forms.ts';
import { type FormTarget, readTitle } from '../../lib/schoology/read-form.ts';
import { closest } from '../../lib/schoology/selectors.ts';
import { t } from '../../lib/text.ts';
import type { ChoiceBatch } from './commit.ts';
import { fitPopup } from './fit-popup.ts';
import { itemMark, make, problemMark, removeDeadCopies } from './marks.ts';
import { type NativeBox, watchNativeBox } from './native-box.ts';
import type { Ports } from './ports.ts';
import { readStored, type StoredChoice, staysText } from './stored-choice.ts';
import { createSyncRow, insertAt, type RowView, type SyncRow } from './sync-row.ts';

export type FormInput = {
  form: HTMLFormElement;
  kind: FormKind;
  popup: HTMLElement | null;
  target: FormTarget;
  /** The teacher's choice from a form of the same item that this one replaces; null = none. */
  carried: Promise<boolean | null>;
};

export type FormSession = FormInput & {
  /** Puts our row into the form, or back into it. */
  place: () => void;
  /** The teacher's own choice in this form so far; null = not touched. */
  choice: () => boolean | null;
  /** What a save of this form now must store; null = nothing. */
  batch: () => ChoiceBatch | null;
  /** Switches the box off for good, with the reason. */
  block: (help: string) => void;
  /** Takes our row out of the form. */
  remove: () => void;
};

const itemIdOf = (target: FormTarget): string | null =>
  target.item.state === 'existing' ? target.item.itemId : null;

/** The choice of our own box that a save must store; null = none. A new item that is included needs none. */
function chosenToStore(
  target: FormTarget,
  stored: StoredChoice | null,
  chosen: boolean | null,
): boolean | null {
  if (stored === null) return null;
  const include = chosen ?? stored.include;
  const isNewOptOut = target.item.state === 'new' && !include;
  return include !== stored.include || isNewOptOut ? include : null;
}

/** Why the box cannot be used in this form; null = it can. */
function obstacle({ item, sectionId }: FormTarget): string | null {
  if (item.state === 'unknown') return t('syncBoxUnknownItem');
  return sectionId === null ? t('syncBoxUnknownSection') : null;
}

const off = (help: string): RowView => ({ checked: null, enabled: false, help, note: '' });

/** One line under the box, whichever it is: what is read after the dialog was drawn must not move what is below. */
function viewOf(stored: StoredChoice, checked: boolean): RowView {
  const note = checked ? '' : staysText(stored);
  const help = note === '' ? t('syncBoxHelp', { sis: stored.sisName }) : '';
  return { checked, enabled: true, help, note };
}

/** One form of one item: our box in it or Schoology's own, the stored choice, the teacher's choice. */
export function createFormSession(ports: Ports, input: FormInput): FormSession {
  const { form, kind, popup, target } = input;
  let stored: StoredChoice | null = null;
  let chosen: boolean | null = null;
  let blocked: string | null = null;
  let row: SyncRow | null = null;
  let native: NativeBox | null = null;

  const show = (): void => {
    if (blocked !== null) row?.show(off(blocked));
    else if (stored === null) row?.show(off(t('syncBoxLoading')));
    else row?.show(viewOf(stored, chosen ?? stored.include));
  };
  const block = (help: string): void => {
    blocked = help;
    show();
  };
  const flip = (): void => {
    chosen = !(chosen ?? stored?.include ?? true);
    show();
  };
  const report = (problem: LayoutProblem['problem']): void => {
    form.setAttribute(problemMark, layoutProblemText({ page: kind.name, problem }));
    ports.onLayoutProblem({ page: kind.name, problem });
  };
  const placeRow = (): void => {
    if (row?.node.isConnected) return;
    const anchor = findAnchor(form, kind);
    if (anchor === null) {
      report('no-anchor');
      return;
    }
    row ??= createSyncRow(ports, flip);
    insertAt(anchor, row.node);
    show();
    if (popup !== null) fitPopup(popup);
  };
  /** Schoology's own box: there is no second one beside it. */
  const adopt = (box: HTMLInputElement): void => {
    row?.node.remove();
    if (native?.box === box) return;
    native = watchNativeBox(ports, box);
    follow();
  };
  const follow = (): void => {
    if (native === null || stored === null || chosen !== null) return;
    if (!native.follow(stored.info)) return;
    const note = make(ports.document, 'div', { class: 'sync-to-sis-note', role: 'status' });
    note.textContent = t('syncNativeFollows');
    closest('nativeArea', native.box)?.append(note);
  };
  const place = (): void => {
    removeDeadCopies(form);
    const box = findNativeBox(form);
    if (box === null) placeRow();
    else adopt(box);
  };
  const load = async (sectionId: string): Promise<void> => {
    try {
      chosen = await input.carried; // Also waits until an earlier save is settled, so it comes first.
      const itemId = itemIdOf(target);
      const item = itemId === null ? null : { itemId, title: readTitle(form) };
      stored = await readStored(ports, sectionId, item);
      // Shown, and with the next save stored under its id: by then its title may be another one.
      if (stored.info?.optOutWaits) chosen ??= false;
      follow();
      show();
    } catch {
      block(t('syncBoxUnreadable'));
    }
  };
  const batch = (): ChoiceBatch | null => {
    const { sectionId, item } = target;
    if (sectionId === null || item.state === 'unknown' || !gradingIsOn(form, kind)) return null;
    const include = native
      ? native.toStore(stored?.include ?? null)
      : chosenToStore(target, stored, chosen);
    if (include === null) return null;
    const choice: Choice = { itemId: itemIdOf(target), title: readTitle(form), include };
    return { sectionId, source: native ? 'native' : 'dialog', choices: [choice] };
  };

  if (target.item.state !== 'unknown') form.setAttribute(itemMark, itemIdOf(target) ?? '');
  if (target.problem !== null) report(target.problem);
  blocked = obstacle(target);
  if (blocked === null && target.sectionId !== null) void load(target.sectionId);
  return {
    ...input,
    place,
    block,
    remove: () => row?.node.remove(),
    choice: () => native?.touched() ?? chosen,
    batch,
  };
}
