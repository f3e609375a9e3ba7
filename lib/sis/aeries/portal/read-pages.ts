import type { GradebooksPage, SettingsPage } from '../portal-messages.ts';
import { isoDay, mustFind, mustHave, NotUnderstoodError, textOf, wholeNumber } from './find.ts';

/** "4711/F": a gradebook and the letter of its term, as the pages write it everywhere. */
function gradebookOf(text: string) {
  const [, number, term] = /^(\d{1,9})\/([A-Z])$/i.exec(text) ?? [];
  if (!number || !term) throw new NotUnderstoodError('data-validgradebookandterm');
  return { number: Number(number), term: term.toUpperCase() };
}

/** The dashboard (aeries.md 3). A gradebook without a link keeps its number as its name. */
export function readGradebooks(page: Document): GradebooksPage {
  const list = mustFind(page, '#ValidGradebookList');
  const links = [...page.querySelectorAll('#GbkDash-list-view a[href]')];
  const gradebooks = [...list.querySelectorAll('li[data-validgradebookandterm]')].map((entry) => {
    const own = gradebookOf(mustHave(entry, 'data-validgradebookandterm'));
    const path = `/${own.number}/${own.term}/scoresbyclass`.toLowerCase();
    const link = links.find((a) => (a.getAttribute('href') ?? '').toLowerCase().includes(path));
    return { ...own, name: textOf(link ?? null) };
  });
  return { gradebooks };
}

/** Manage, with its categories: in each row the name input with the category's id, then the percent (aeries.md 3). */
export function readSettings(page: Document): SettingsPage {
  const table = mustFind(page, 'table#manageManageCategoriesTable');
  const categories = [...table.querySelectorAll('input[data-cat-value]')].map((input) => ({
    id: mustHave(input, 'data-cat-value'),
    name: mustHave(input, 'value'),
  }));
  const terms = [...mustFind(page, 'table.manageTerms').querySelectorAll('tr')].flatMap((row) => {
    const name = row.querySelector('input.gradebook-term-desc')?.getAttribute('value')?.trim();
    const end = isoDay(row.querySelector('td.term-end-date input')?.getAttribute('value') ?? '');
    return name && end ? [{ letter: name.slice(0, 1).toUpperCase(), name, end }] : [];
  });
  return { categories: categories.filter(({ id, name }) => id !== '' && name !== ''), terms };
}

export const assignmentNumber = (element: Element): number =>
  wholeNumber(mustHave(element, 'data-an'), 'data-an');
