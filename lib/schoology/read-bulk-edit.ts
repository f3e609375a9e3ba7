import type { LayoutProblem } from './layout-problem.ts';
import { isBulkEdit, itemIdOf } from './pages.ts';
import { cssOf, find, findAll } from './selectors.ts';

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
export function findBulkForm(document: Document, page: URL): HTMLFormElement | null {
  const form =
    find('bulkEditForm', document) ?? (isBulkEdit(page) ? find('bulkEditFallback', document) : null);
  return form instanceof HTMLFormElement ? form : null;
}

/** `<group>[<N>][field]`: the first long number in brackets is the item (facts 4.2). */
const idInName = (name: string): string | null => /\[(\d{6,})\]/.exec(name)?.[1] ?? null;

const idOfNode = (node: Element): string | null =>
  /^n-(\d+)$/.exec(node.id)?.[1] ?? node.getAttribute('data-nid');

function idOfLink(link: Element, page: URL): string | null {
  const href = link.getAttribute('href') ?? '';
  return URL.canParse(href, page) ? itemIdOf(new URL(href, page)) : null;
}

/** Everything in the form that names an item, with the name. */
function readEvidence(form: HTMLFormElement, page: URL): Map<Element, string> {
  const found = new Map<Element, string>();
  const note = (element: Element, id: string | null): void => {
    if (id !== null) found.set(element, id);
  };
  for (const field of form.querySelectorAll('[name*="["]')) {
    note(field, idInName(field.getAttribute('name') ?? ''));
  }
  for (const link of form.querySelectorAll('a[href]')) note(link, idOfLink(link, page));
  for (const node of findAll('bulkNamedNode', form)) note(node, idOfNode(node));
  return found;
}

/** The smallest element around all of `nodes`. */
function commonAncestor(nodes: readonly Element[]): Element | null {
  const [firstNode, ...rest] = nodes;
  let ancestor: Element | null = firstNode ?? null;
  while (ancestor !== null && !rest.every((node) => ancestor?.contains(node))) {
    ancestor = ancestor.parentElement;
  }
  return ancestor;
}

/** Rows and the items their content names: a table row, or what encloses all that names one item. */
function groupRows(evidence: Map<Element, string>): Map<Element, Set<string>> {
  const rows = new Map<Element, Set<string>>();
  const loose = new Map<string, Element[]>();
  for (const [element, id] of evidence) {
    const row = element.closest('tr');
    if (row !== null) rows.set(row, (rows.get(row) ?? new Set()).add(id));
    else loose.set(id, [...(loose.get(id) ?? []), element]);
  }
  for (const [id, elements] of loose) {
    const row = commonAncestor(elements);
    if (row !== null) rows.set(row, (rows.get(row) ?? new Set()).add(id));
  }
  return rows;
}

const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

function titleOf(row: Element, itemId: string, evidence: Map<Element, string>): string {
  const links = [...row.querySelectorAll('a[href]')];
  const own = links.find((link) => evidence.get(link) === itemId && clean(link.textContent) !== '');
  if (own !== undefined) return clean(own.textContent);
  const field = row.querySelector<HTMLInputElement>('input[name$="[title]"]');
  return clean(field?.value ?? row.firstElementChild?.textContent);
}

/** Elements that enclose a row found inside them: they belong to no single item. */
function enclosing(rows: Map<Element, unknown>, form: HTMLFormElement): Set<Element> {
  const around = new Set<Element>();
  for (const row of rows.keys()) {
    for (let up = row.parentElement; up !== null && up !== form; up = up.parentElement) {
      if (rows.has(up)) around.add(up);
    }
  }
  return around;
}

function nativeBoxOf(row: Element): HTMLInputElement | null {
  const box = find('nativeRowBox', row);
  return box instanceof HTMLInputElement ? box : null;
}

const typedInto = 'input:not([type="hidden"], [type="submit"], [data-sync-to-sis]), select';

/** Table rows with fields that name no item: somebody's item would go unseen. */
const namelessRows = (form: HTMLFormElement, rows: Map<Element, unknown>): Element[] =>
  [...form.querySelectorAll('tbody > tr')].filter(
    (row) =>
      !rows.has(row) && row.querySelector('tr') === null && row.querySelector(typedInto) !== null,
  );

/** For every item the rows that name it. */
function claimsOf(rows: Map<Element, Set<string>>): Map<string, Element[]> {
  const claims = new Map<string, Element[]>();
  for (const [row, ids] of rows) {
    for (const id of ids) claims.set(id, [...(claims.get(id) ?? []), row]);
  }
  return claims;
}

/**
 * Bulk Edit's rows in document order (facts 4.2). A row that names two items, or an item that is named by two rows,
 * is left out and reported: nobody may guess which one a teacher means.
 */
export function readBulkEdit(form: HTMLFormElement, page: URL): BulkReading {
  const evidence = readEvidence(form, page);
  const named = groupRows(evidence);
  const claims = claimsOf(named);
  const around = enclosing(named, form);
  const nameless = namelessRows(form, named);
  const problems = new Set<LayoutProblem['problem']>();
  if (named.size === 0 || nameless.length > 0) problems.add('row-unknown');
  const rows: BulkRow[] = [];
  for (const [element, ids] of named) {
    const [itemId] = ids;
    if (itemId === undefined || !(element instanceof HTMLElement)) continue;
    if (ids.size > 1 || around.has(element)) problems.add('row-conflict');
    else if ((claims.get(itemId)?.length ?? 0) > 1) problems.add('row-duplicate');
    else rows.push({ element, itemId, title: titleOf(element, itemId, evidence), native: nativeBoxOf(element) });
  }
  const skipped = named.size - rows.length + nameless.length;
  return { rows: rows.sort(inDocumentOrder), skipped, problems: [...problems] };
}

const inDocumentOrder = (a: BulkRow, b: BulkRow): number =>
  a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

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
