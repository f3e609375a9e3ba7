import type { LayoutProblem } from '../model/layout-problem.ts';
import { type Address, isBulkEdit, itemIdOf } from './pages.ts';
import { titleText } from './read-form.ts';
import { cssOf, find } from './selectors.ts';

/** One graded item's row of Bulk Edit. `native` is Schoology's own Sync to SIS box in it, if any. */
export type BulkRow = {
  element: HTMLElement;
  itemId: string;
  title: string;
  native: HTMLInputElement | null;
};

/** `skipped` rows have fields but name no item, two items, or an item that another row names as well. */
export type BulkReading = {
  rows: BulkRow[];
  skipped: number;
  problems: LayoutProblem['problem'][];
};

/** The form that holds Bulk Edit's rows; null on other pages. */
export function findBulkForm(document: Document, page: Address): HTMLFormElement | null {
  const form =
    find('bulkEditForm', document) ??
    (isBulkEdit(page) ? find('bulkEditFallback', document) : null);
  return form !== null && form instanceof HTMLFormElement ? form : null;
}

/** `<group>[<N>][field]`: the first long number in brackets is the item (facts 4.2). */
function idInName(node: Element): string | null {
  const name = node.getAttribute('name');
  return name === null ? null : (/\[(\d{6,})\]/.exec(name)?.[1] ?? null);
}

function idOfNode(node: Element): string | null {
  const id = node.id === '' ? undefined : /^n-(\d+)$/.exec(node.id)?.[1];
  return id ?? node.getAttribute('data-nid');
}

const idInLink = (node: Element): string | null =>
  node instanceof HTMLAnchorElement ? itemIdOf(node) : null;

/** Everything in the form that names an item, by item; both in document order. */
function readEvidence(form: HTMLFormElement): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  // A field, a link, or a row or cell that may name an item.
  const css = ['[name*="["]', 'a[href]', cssOf('bulkNamedNode')].join(',');
  for (const node of form.querySelectorAll(css)) {
    for (const id of [idInName(node), idInLink(node), idOfNode(node)]) {
      if (id !== null) found.set(id, [...(found.get(id) ?? []), node]);
    }
  }
  return found;
}

/** For every element of the form that holds evidence the one item it speaks of, or null for several. */
function readOwners(evidence: Map<string, Element[]>, form: Element): Map<Element, string | null> {
  const owners = new Map<Element, string | null>();
  for (const [id, elements] of evidence) {
    for (const element of elements) {
      for (let up: Element | null = element; up !== null && up !== form; up = up.parentElement) {
        const owner = owners.get(up);
        if (owner === null || owner === id) break; // so is everything around it
        owners.set(up, owner === undefined ? id : null);
      }
    }
  }
  return owners;
}

const typedInto = 'input:not([type="hidden"], [type="submit"], [data-sync-to-sis]), select';

/** The smallest element around all of `nodes` that has a field in it; a link alone is no row. */
function rowAround(nodes: readonly Element[]): Element | null {
  let around = nodes[0] ?? null;
  while (around !== null) {
    const box: Element = around;
    if (box.querySelector(typedInto) && nodes.every((node) => box.contains(node))) return box;
    around = box.parentElement;
  }
  return null;
}

/** The row of one item from all that names it: its table row, or what encloses everything. */
function rowOfItem(elements: readonly Element[]): Element | 'duplicate' | null {
  const tableRows = new Set(elements.map((element) => element.closest('tr')));
  const [tableRow] = tableRows;
  if (tableRows.size > 1) return 'duplicate';
  if (tableRow) return tableRow;
  const named = elements.filter((element) => element.matches(cssOf('bulkNamedNode')));
  return named.length > 1 ? 'duplicate' : rowAround(elements);
}

const clean = (text: string | null | undefined): string =>
  titleText((text ?? '').replace(/\s+/g, ' '));

function titleOf(row: Element, elements: readonly Element[]): string {
  for (const node of elements) {
    const words = node.tagName === 'A' ? clean(node.textContent) : '';
    if (words !== '') return words;
  }
  const field = row.querySelector<HTMLInputElement>('input[name$="[title]"]');
  return clean(field?.value ?? row.firstElementChild?.textContent);
}

function nativeBoxOf(row: Element): HTMLInputElement | null {
  const box = find('nativeRowBox', row);
  return box instanceof HTMLInputElement ? box : null;
}

/** Table rows with fields that name no item: somebody's item would go unseen. */
const namelessRows = (form: HTMLFormElement, owners: Map<Element, unknown>): Element[] =>
  [...form.querySelectorAll('tbody > tr')].filter(
    (row) =>
      !owners.has(row) && row.querySelector('tr') === null && row.querySelector(typedInto) !== null,
  );

/**
 * Bulk Edit's rows in document order (facts 4.2). A row that names two items, or an item that is named by two rows,
 * is left out and reported: nobody may guess which one a teacher means.
 */
export function readBulkEdit(form: HTMLFormElement): BulkReading {
  const evidence = readEvidence(form);
  const owners = readOwners(evidence, form);
  const nameless = namelessRows(form, owners);
  const hasNative = find('nativeRowBox', form) !== null;
  const problems = new Set<LayoutProblem['problem']>();
  if (evidence.size === 0 || nameless.length > 0) problems.add('row-unknown');
  const rows: BulkRow[] = [];
  for (const [itemId, elements] of evidence) {
    const element = rowOfItem(elements);
    if (element === 'duplicate') problems.add('row-duplicate');
    else if (!(element instanceof HTMLElement) || owners.get(element) !== itemId) {
      problems.add('row-conflict');
    } else {
      rows.push({
        element,
        itemId,
        title: titleOf(element, elements),
        native: hasNative ? nativeBoxOf(element) : null,
      });
    }
  }
  const skipped = evidence.size - rows.length + nameless.length;
  return { rows, skipped, problems: [...problems] };
}

/** Where the column's header goes: a header row of the table, or the element before the first row that looks like one. */
export function findBulkHeader(rows: readonly BulkRow[]): HTMLElement | null {
  const first = rows[0]?.element;
  if (first === undefined) return null;
  const table = first.closest('table');
  if (table !== null && first.tagName === 'TR') {
    const heads = table.querySelectorAll<HTMLElement>('thead tr');
    return heads[heads.length - 1] ?? null;
  }
  const before = first.previousElementSibling;
  const cells = before?.querySelectorAll(`:scope > :not(${cssOf('bulkNamedNode')})`).length ?? 0;
  const alike = cells > 1 && before?.querySelector('input, select, a[href]') === null;
  return alike && before instanceof HTMLElement ? before : null;
}
