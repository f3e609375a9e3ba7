/** The rows of the list are one tab stop; this is what the keyboard knows of them. */
const rowSelector = 'tr[data-item]';

const rowsIn = (root: ParentNode): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(rowSelector),
];

export const rowOf = (element: Element): HTMLElement | null =>
  element.closest<HTMLElement>(rowSelector);

/** The row that Tab would reach. */
const currentRow = (root: ParentNode): HTMLElement | null =>
  root.querySelector(`${rowSelector}:has(input[tabindex="0"])`);

const focusBox = (row: Element | null | undefined): boolean => {
  const box = row?.querySelector('input');
  box?.focus();
  return box !== null && box !== undefined;
};

/** Back to where the keyboard was in the list. False when there is no row. */
export const focusCurrent = (root: ParentNode): boolean => focusBox(currentRow(root));

/** Moves by `step` rows from the one that has the focus, else to the current one. Stops at both ends. */
export function moveFocus(root: ParentNode, step: number): boolean {
  const rows = rowsIn(root);
  const from = document.activeElement && rowOf(document.activeElement);
  if (!from) return focusCurrent(root);
  const to = Math.min(Math.max(rows.indexOf(from) + step, 0), rows.length - 1);
  return focusBox(rows[to]);
}

/** Where the focus is, told so that the nearest thing can be found when the element is gone. */
export type FocusPlace = {
  element: Element;
  item: string | null;
  /** Of the row among all rows; -1 outside the list. */
  index: number;
  region: string | null;
};

export function placeOf(root: ParentNode, element: Element): FocusPlace {
  const row = rowOf(element);
  return {
    element,
    item: row?.dataset.item ?? null,
    index: row ? rowsIn(root).indexOf(row) : -1,
    region: element.closest<HTMLElement>('[data-region]')?.dataset.region ?? null,
  };
}

/** The same row, else the one that took its place; else what is left of the same part; else the heading. */
export function focusNear(root: ParentNode, { item, index, region }: FocusPlace): void {
  const rows = rowsIn(root);
  const row =
    rows.find(({ dataset }) => dataset.item === item) ?? rows[Math.min(index, rows.length - 1)];
  if (index >= 0 && focusBox(row)) return;
  const inPart = `[data-region="${index >= 0 ? 'filters' : region}"] :is(button, select, input, a):not(:disabled)`;
  const next = root.querySelector<HTMLElement>(inPart) ?? root.querySelector<HTMLElement>('h1');
  next?.focus();
}
