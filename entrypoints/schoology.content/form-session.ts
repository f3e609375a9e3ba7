import type { Choice, ItemInfo } from '../../lib/messages.ts';
import {
  type FormKind,
  findAnchor,
  findNativeBox,
  gradingIsOn,
} from '../../lib/schoology/forms.ts';
import type { LayoutProblem } from '../../lib/schoology/layout-problem.ts';
import { layoutProblemText } from '../../lib/schoology/layout-problem.ts';
import { type FormTarget, readTitle } from '../../lib/schoology/read-form.ts';
import { t } from '../../lib/text.ts';
import { type ChoiceBatch, insist } from './commit.ts';
import { itemMark, problemMark, removeDeadCopies } from './marks.ts';
import type { Ports } from './ports.ts';
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

type Stored = { sisName: string; include: boolean; info: ItemInfo | null };

const itemIdOf = (target: FormTarget): string | null =>
  target.item.state === 'existing' ? target.item.itemId : null;

/** Reads what is stored for the form's item; a new item has the default. */
async function readStored(ports: Ports, sectionId: string, itemId: string | null): Promise<Stored> {
  const itemIds = itemId === null ? [] : [itemId];
  const reply = await insist(() => ports.ask('getItems', { sectionId, itemIds }), ports.signal);
  const info = reply.items.find((item) => item.itemId === itemId) ?? null;
  return {
    sisName: reply.sisName || t('sisFallback'),
    include: info?.include ?? reply.defaultInclude,
    info,
  };
}

/** The choices that can be stored from what the form and the store say. */
function toStage(
  { form, target, kind }: FormInput,
  stored: Stored | null,
  chosen: boolean | null,
): ChoiceBatch | null {
  const { sectionId, item } = target;
  if (sectionId === null || item.state === 'unknown') return null;
  const native = findNativeBox(form);
  const include = native?.checked ?? chosen ?? stored?.include ?? null;
  if (include === null || !gradingIsOn(form, kind)) return null;
  const differs = include !== stored?.include;
  if (!differs && !(item.state === 'new' && !include)) return null;
  const choice: Choice = { itemId: itemIdOf(target), title: readTitle(form), include };
  return { sectionId, source: native === null ? 'dialog' : 'native', choices: [choice] };
}

/** Why the box cannot be used in this form; null = it can. */
function obstacle({ item, sectionId }: FormTarget): string | null {
  if (item.state === 'unknown') return t('syncBoxUnknownItem');
  return sectionId === null ? t('syncBoxUnknownSection') : null;
}

function viewOf(stored: Stored, chosen: boolean | null): RowView {
  const checked = chosen ?? stored.include;
  const sentAt = stored.info?.lastSuccessAt ?? null;
  const date =
    sentAt === null
      ? ''
      : new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(sentAt);
  return {
    checked,
    enabled: true,
    help: t('syncBoxHelp', { sis: stored.sisName }),
    note: checked || sentAt === null ? '' : t('syncBoxStays', { sis: stored.sisName, date }),
  };
}

/** One form of one item: our box in it, the stored choice, the teacher's choice. */
export function createFormSession(ports: Ports, input: FormInput): FormSession {
  const { form, kind, target } = input;
  let stored: Stored | null = null;
  let chosen: boolean | null = null;
  let blocked: string | null = null;
  let row: SyncRow | null = null;

  const show = (): void => {
    const off = (help: string): RowView => ({ checked: null, enabled: false, help, note: '' });
    if (blocked !== null) row?.show(off(blocked));
    else row?.show(stored === null ? off(t('syncBoxLoading')) : viewOf(stored, chosen));
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
  const place = (): void => {
    removeDeadCopies(form);
    if (row?.node.isConnected || findNativeBox(form) !== null) return;
    const anchor = findAnchor(form, kind);
    if (anchor === null) {
      report('no-anchor');
      return;
    }
    row ??= createSyncRow(ports, flip);
    insertAt(anchor, row.node);
    show();
  };
  const load = async (sectionId: string): Promise<void> => {
    try {
      chosen = await input.carried; // Also waits until an earlier save is settled, so it comes first.
      stored = await readStored(ports, sectionId, itemIdOf(target));
      show();
    } catch {
      block(t('syncBoxUnreadable'));
    }
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
    choice: () => chosen,
    batch: () => toStage(input, stored, chosen),
  };
}
