import type { Choice } from '../../lib/messages.ts';
import { type LayoutProblem, layoutProblemText } from '../../lib/model/layout-problem.ts';
import { isBulkEdit, sectionIdOf } from '../../lib/schoology/pages.ts';
import {
  type BulkReading,
  findBulkForm,
  readBulkEdit,
} from '../../lib/schoology/read-bulk-edit.ts';
import { t, tn } from '../../lib/text.ts';
import { createBulkChoices } from './bulk-choices.ts';
import { type BulkColumn, controlOf, createBulkColumn } from './bulk-column.ts';
import type { Feature, FeatureKind, PageState } from './feature.ts';
import { itemMark, make, problemMark } from './marks.ts';
import { createNativeColumn, type NativeColumn } from './native-column.ts';
import { keepLastTexts } from './notice.ts';
import { onPersonClick } from './person.ts';
import type { Ports } from './ports.ts';
import { readItems } from './stored-choice.ts';

/** The choices are there sooner, as a rule, and the column is drawn once. A person who waits longer is told so (ms). */
const drawnWithoutAfter = 250;

const nothing: BulkReading = { rows: [], skipped: 0, problems: [] };

/** The Sync to SIS column of Bulk Edit. All choices of one save are staged as one. */
export const bulkEdit: FeatureKind = {
  // At its own address without a form something is wrong, which has to be said.
  isNeeded: ({ document, location }) =>
    isBulkEdit(location) || findBulkForm(document, location) !== null,
  start: startBulkEdit,
};

function startBulkEdit(ports: Ports, page: PageState): Feature {
  const { document } = ports;
  const choices = createBulkChoices();
  const asked = new Set<string>();
  const sectionId = sectionIdOf(ports.url());
  let form: HTMLFormElement | null = null;
  let column: BulkColumn | null = null;
  let native: NativeColumn | null = null;
  let reading = nothing;
  /** The items of `reading`, from top to bottom. */
  let order: string[] = [];
  let blocked: string | null = null;
  /** Whether the column may be drawn: the choices were answered, or take long. */
  let isDue = false;

  const report = (problem: LayoutProblem['problem']): void => {
    form?.setAttribute(problemMark, layoutProblemText({ page: 'bulk-edit', problem }));
    ports.onLayoutProblem({ page: 'bulk-edit', problem });
  };

  const note = (): string => {
    if (blocked !== null) return blocked;
    const notes = [
      order.some(choices.isKnown) ? '' : t('syncBoxLoading'),
      choices.leavesScores(order)
        ? t('syncBulkStays', { sis: choices.sisName() || t('sisFallback') })
        : '',
      reading.skipped > 0 ? tn('syncBulkSkipped', reading.skipped) : '',
    ];
    return notes.filter((text) => text !== '').join(' ');
  };
  const isUsable = (itemId: string): boolean => blocked === null && choices.isKnown(itemId);
  const stateOf = (itemId: string): boolean | null =>
    isUsable(itemId) ? choices.includes(itemId) : null;
  const show = (): void => {
    const usable = order.filter(isUsable);
    const on = usable.filter(choices.includes).length;
    for (const itemId of order) column?.showRow(itemId, stateOf(itemId));
    const all = on === usable.length || (on === 0 ? false : null);
    column?.showHead(usable.length === 0 ? null : all, usable.length > 0);
    const count = blocked === null ? t('syncCount', { n: on, total: usable.length }) : '';
    column?.setStatus(count, note());
  };

  const load = async (section: string): Promise<void> => {
    const items = reading.rows.flatMap(({ itemId, title }) =>
      asked.has(itemId) ? [] : [{ itemId, title }],
    );
    if (items.length === 0) return;
    const itemIds = items.map(({ itemId }) => itemId);
    for (const itemId of itemIds) asked.add(itemId);
    const waiting = setTimeout(draw, drawnWithoutAfter);
    try {
      const carried = await page.started;
      await page.saves.settled();
      const reply = await readItems(ports, section, items);
      choices.learn(itemIds, reply);
      choices.carry(carried.filter(({ itemId }) => itemId !== null && itemIds.includes(itemId)));
    } catch {
      blocked = t('syncBoxUnreadable');
    }
    clearTimeout(waiting);
    followElsewhere();
    draw();
  };
  const draw = (): void => {
    isDue = true;
    page.quietly(() => {
      if (native === null && reading.rows[0]?.element.isConnected) placeOurs();
    });
  };

  const adopt = (found: HTMLFormElement): void => {
    keepLastTexts();
    form = found;
    column = null;
    native = null;
    onPersonClick(ports, { area: found, controlOf, onClick });
  };
  const onClick = (box: HTMLInputElement, event: MouseEvent): void => {
    const itemId = column?.itemOf(box);
    if (itemId !== undefined) choices.flip(order, itemId, event.shiftKey);
    else if (box === column?.headBox) choices.flipAll(order);
    show();
  };

  /** Schoology's own column: there is no second one beside it. */
  const placeNative = (found: HTMLFormElement): void => {
    native ??= createNativeColumn(ports, found);
    native.look(reading.rows);
    followElsewhere();
  };
  const followElsewhere = (): void => {
    if (native === null || !native.follow(choices.stored)) return;
    const text = t('syncNativeFollows');
    form?.prepend(make(document, 'div', { class: 'sync-to-sis-note', role: 'status' }, text));
  };
  const placeOurs = (): void => {
    column ??= createBulkColumn(document);
    column.place(reading.rows, stateOf);
    show();
  };
  const scan = (): void => {
    const found = findBulkForm(document, ports.url());
    if (found === null) {
      if (isBulkEdit(ports.url())) report('form-missing');
      return;
    }
    if (found !== form) adopt(found);
    reading = readBulkEdit(found);
    order = reading.rows.map(({ itemId }) => itemId);
    for (const problem of reading.problems) report(problem);
    if (sectionId === null) report('section-unknown');
    if (sectionId === null || reading.rows.length === 0) return;
    for (const { element, itemId } of reading.rows) element.setAttribute(itemMark, itemId);
    if (reading.rows.some((row) => row.native !== null)) placeNative(found);
    else if (isDue) placeOurs();
    void load(sectionId);
  };

  /** With a native column its state is what Schoology saves; else our choices. */
  const toStage = (): Choice[] => {
    if (native !== null) return native.changed(choices.stored);
    const changed = new Set(choices.changed(order));
    return reading.rows
      .filter(({ itemId }) => changed.has(itemId))
      .map(({ itemId, title }) => ({ itemId, title, include: choices.includes(itemId) }));
  };

  return {
    scan,
    submitted(submitted, event) {
      if (submitted !== form) return;
      const source = native === null ? 'bulk-edit' : 'native';
      const staged = toStage();
      page.saves.submit({
        form: submitted,
        changes:
          sectionId === null || staged.length === 0 ? [] : [{ sectionId, source, choices: staged }],
        event,
        openedByPerson: () => false,
        onResult(result) {
          if (result === 'saved') choices.saved(source, staged);
          show();
        },
      });
    },
    block() {
      if (form === null) return false;
      blocked = t('syncBoxReload');
      show();
      return choices.changed(order).length > 0;
    },
  };
}
