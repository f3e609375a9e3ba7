import { type BulkRow, findBulkHeader } from '../../lib/schoology/read-bulk-edit.ts';
import { t } from '../../lib/text.ts';
import { make, ours, own, ownCopy, removeDeadCopies, setText } from './marks.ts';

/** On a cell of Schoology's that we made one column wider. */
export const spanMark = 'data-sync-to-sis-span';

const cellClass = 'sync-to-sis-cell';

export type BulkColumn = {
  /** Brings header and rows in line with the form as it is now; new boxes come as `stateOf` has them (see showRow). */
  place: (rows: readonly BulkRow[], stateOf: (itemId: string) => boolean | null) => void;
  itemOf: (box: HTMLInputElement) => string | undefined;
  headBox: HTMLInputElement;
  /** null = not known: the box is off limits and neither on nor off. */
  showRow: (itemId: string, include: boolean | null) => void;
  /** null = some are on and some are off. */
  showHead: (include: boolean | null, enabled: boolean) => void;
  setStatus: (count: string, note: string) => void;
};

export const controlOf = (node: Element): Element | null => node.closest(`.${cellClass}`);

/** The last cell of Schoology's own. */
function lastCell(row: Element): Element | null {
  let cell = row.lastElementChild;
  while (cell?.hasAttribute(ours)) cell = cell.previousElementSibling;
  return cell;
}

/** Classes of the last cell that all cells of the row share, so that ours is laid out like them. */
function sharedClasses(row: Element, last: Element | null): string[] {
  if (!last?.className) return [];
  return [...last.classList].filter((name) =>
    [...row.children].every((cell) => cell.hasAttribute(ours) || cell.classList.contains(name)),
  );
}

/** A cell of the kind the row has: `td` and `th` in tables, else whatever its last cell is. */
function makeCell(row: Element): HTMLElement {
  const last = lastCell(row);
  const tag = row.tagName === 'TR' && last?.tagName !== 'TH' ? 'td' : last?.tagName.toLowerCase();
  const cell = own(row.ownerDocument.createElement(tag ?? 'div'));
  cell.className = [...sharedClasses(row, last), cellClass].join(' ');
  return cell;
}

/** Rows of the table that hold no item (headings, other header rows) stay as wide as the table. */
function widen(row: Element): void {
  if ([...row.children].some((cell) => cell.hasAttribute(ours) || cell.hasAttribute(spanMark)))
    return;
  const last = row.lastElementChild;
  if (last instanceof HTMLTableCellElement && last.colSpan > 1) {
    last.colSpan += 1;
    last.setAttribute(spanMark, '');
  } else if (last !== null) row.append(makeCell(row));
}

/** Undoes what `widen` did to Schoology's own cells. */
export function narrowAll(document: Document): void {
  for (const cell of document.querySelectorAll(`[${spanMark}]`)) {
    cell.removeAttribute(spanMark);
    if (cell instanceof HTMLTableCellElement) cell.colSpan -= 1;
  }
}

/** Makes boxes by the hundred: all are copies of the first. */
function createBoxMaker(document: Document): (name: string) => HTMLInputElement {
  const pattern = make(document, 'input', { type: 'checkbox', class: 'sync-to-sis-box' });
  return (name) => {
    const box = ownCopy(pattern);
    box.setAttribute('aria-label', name);
    return box;
  };
}

function draw(box: HTMLInputElement, checked: boolean | null, enabled: boolean): void {
  box.checked = checked === true;
  box.indeterminate = checked === null;
  box.disabled = !enabled;
}

/** The Sync to SIS column of Bulk Edit: nodes only, no choice is kept here. */
export function createBulkColumn(document: Document): BulkColumn {
  const makeBox = createBoxMaker(document);
  const headBox = makeBox(t('syncBoxAll'));
  const headLabel = make(document, 'span', { 'aria-hidden': 'true' }, t('syncBoxLabel'));
  const count = make(document, 'span', { class: 'sync-to-sis-count' });
  const note = make(document, 'span', { class: 'sync-to-sis-note' });
  const bar = make(document, 'div', { class: 'sync-to-sis-bar', role: 'status' }, count, note);
  const boxes = new Map<string, HTMLInputElement>();
  const items = new WeakMap<HTMLInputElement, string>();
  const cells = new WeakMap<Element, { itemId: string; cell: HTMLElement }>();
  let head: HTMLElement | null = null;

  const showRow = (itemId: string, include: boolean | null): void => {
    const box = boxes.get(itemId);
    if (box !== undefined) draw(box, include, include !== null);
  };
  const placeRow = ({ element, itemId, title }: BulkRow, include: boolean | null): void => {
    const known = cells.get(element);
    if (known?.itemId === itemId) {
      if (known.cell.parentNode !== element) element.append(known.cell);
      return;
    }
    known?.cell.remove();
    const box = makeBox(t('syncBoxOf', { title: title || t('syncBoxUntitled') }));
    const cell = makeCell(element);
    cell.append(box);
    boxes.set(itemId, box);
    showRow(itemId, include); // before it is in the page: a change of a box there is a new style
    items.set(box, itemId);
    cells.set(element, { itemId, cell });
    element.append(cell);
  };
  const placeHead = (rows: readonly BulkRow[]): void => {
    const row = findBulkHeader(rows);
    const first = rows[0]?.element;
    const top = row?.closest('table') ?? row ?? first?.closest('table') ?? first;
    if (!bar.isConnected) top?.before(bar);
    if (head?.isConnected) return;
    head?.remove();
    head = row === null ? bar : makeCell(row);
    head.append(headBox, ' ', headLabel);
    if (row === null) bar.classList.add(cellClass);
    else row.append(head);
  };
  const widenOthers = (rows: readonly BulkRow[]): void => {
    const table = rows[0]?.element.closest('table');
    for (const row of table?.rows ?? []) if (!cells.has(row)) widen(row);
  };
  return {
    place(rows, stateOf) {
      removeDeadCopies(document);
      placeHead(rows);
      for (const row of rows) placeRow(row, stateOf(row.itemId));
      widenOthers(rows);
    },
    itemOf: (box) => items.get(box),
    headBox,
    showRow,
    showHead: (include, enabled) => draw(headBox, include, enabled),
    setStatus(countText, noteText) {
      setText(count, countText);
      setText(note, noteText);
    },
  };
}
