/** Something that a page of Aeries always has was not there: the page is not as we know it, and nothing is concluded. */
export class NotUnderstoodError extends Error {
  readonly what: string;
  constructor(what: string) {
    super(`not understood: ${what}`);
    this.name = 'NotUnderstoodError';
    this.what = what;
  }
}

export function mustFind(root: ParentNode, selector: string): Element {
  const found = root.querySelector(selector);
  if (!found) throw new NotUnderstoodError(selector);
  return found;
}

export function mustHave(element: Element, attribute: string): string {
  const value = element.getAttribute(attribute)?.trim();
  if (value === undefined) throw new NotUnderstoodError(attribute);
  return value;
}

/** A whole number of Aeries'. */
export function wholeNumber(text: string, what: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new NotUnderstoodError(what);
  return Number(text);
}

export const textOf = (node: Element | null): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Aeries' `M/D/YYYY` as `YYYY-MM-DD`; null when it is no day. */
export function isoDay(text: string): string | null {
  const [, month, day, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text) ?? [];
  if (!month || !day || !year) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `YYYY-MM-DD` as Aeries' forms take it. */
export const formDay = (day: string): string => {
  const [year, month, date] = day.split('-');
  return `${month}/${date}/${year}`;
};
