import type { ScoresPage } from '../portal-messages.ts';
import { mustFind, mustHave, NotUnderstoodError, textOf, wholeNumber } from './find.ts';
import { assignmentNumber } from './read-pages.ts';

/**
 * Scores by class (aeries.md 3), by data attributes only. A gradebook without an assignment is a page with both tables
 * and nothing in them; a page without the tables is none. What marks an inactive student is inferred: the legend names
 * the state, no client has shown its class.
 */
export function readScores(page: Document): ScoresPage {
  const roster = mustFind(page, 'table.students');
  const header = mustFind(page, 'table.assignment-header');
  const cells = page.querySelectorAll('table.assignments td[data-an][data-sn][data-stusc]');
  return {
    students: [...roster.querySelectorAll('tr.row')].map(studentOf),
    assignments: [...header.querySelectorAll('th.scores-by-class-override')].map(assignmentOf),
    marks: [...cells].map(markOf),
  };
}

const isClosed = (element: Element): boolean =>
  /inactive|transfer/i.test(element.getAttribute('class') ?? '');

function studentOf(row: Element) {
  const link = row.querySelector('a[href*="coresByStudent/"]')?.getAttribute('href') ?? '';
  return {
    permanentId: mustHave(row, 'data-stuid'),
    number: studentNumber(row),
    active: !isClosed(row),
    // …/ScoresByStudent/{sn}/{school}
    school: /coresByStudent\/\d+\/(\d+)/.exec(link)?.[1] ?? null,
  };
}

const studentNumber = (element: Element): number =>
  wholeNumber(mustHave(element, 'data-sn'), 'data-sn');

function assignmentOf(column: Element) {
  const number = assignmentNumber(column);
  const described = mustFind(column, '[data-assignment-desc]');
  const description = mustHave(described, 'data-assignment-desc');
  // A title may itself begin with a number: only the assignment's own is taken off.
  const prefix = `${number} - `;
  if (!description.startsWith(prefix)) throw new NotUnderstoodError('data-assignment-desc');
  return {
    number,
    title: description.slice(prefix.length).trim(),
    category: categoryIn(column),
    points: pointsIn(column),
  };
}

/** The cell "Category:" is followed by the one with its name. */
function categoryIn(column: Element): string {
  const label = [...column.querySelectorAll('td')].find((cell) => textOf(cell) === 'Category:');
  if (!label) throw new NotUnderstoodError('Category:');
  return textOf(label.nextElementSibling);
}

/** " : 10" or " : 7.5". */
function pointsIn(column: Element): number {
  const text = textOf(mustFind(column, 'span[title="# Correct Possible"]'));
  const points = /\d+(?:\.\d+)?|\.\d+/.exec(text)?.[0];
  if (points === undefined) throw new NotUnderstoodError('# Correct Possible');
  return Number(points);
}

const markOf = (cell: Element) => ({
  assignment: assignmentNumber(cell),
  student: studentNumber(cell),
  school: mustHave(cell, 'data-stusc'),
  mark: mustHave(cell, 'data-original-value'),
  applicable: cell.getAttribute('data-is-notapplicable') !== 'True' && !isClosed(cell),
});
