import { html } from 'hono/html';
import type { Markup } from '../schoology/markup.ts';
import type { Aeries, PortalAssignment, PortalGradebook } from './model.ts';

const blank: PortalAssignment = {
  number: 0,
  title: '',
  category: '',
  type: 'F',
  assigned: '11/24/2026',
  due: '11/24/2026',
  points: 0,
  maxScore: 0,
  narrative: 'as the district wants it',
  visibleToParents: true,
};

/** A fresh token for the form half of the anti-forgery pair; it is good for one write. */
function issueToken(aeries: Aeries): string {
  const token = `token-${aeries.nextToken++}`;
  aeries.tokens.add(token);
  return token;
}

/** The form of an assignment, or of a new one (number 0). */
export function assignmentForm(aeries: Aeries, own: PortalGradebook, number: number): Markup {
  const standing = own.assignments.find((one) => one.number === number) ?? blank;
  return html`<!doctype html>
    <title>Aeries: Assignment</title>
    <form id="search"><input name="q" /></form>
    <form method="post">
      <input type="hidden" name="__RequestVerificationToken" value="${issueToken(aeries)}" />
      <input type="hidden" name="Assignment.GradebookNumber" value="${own.number}" />
      <input type="hidden" name="Assignment.AssignmentNumber" value="${standing.number}" />
      <input type="hidden" name="SourceGradebook.SchoolCode" value="${own.school}" />
      <input type="hidden" name="SourceGradebook.Name" value="${own.name}" />
      <input name="Assignment.Description" maxlength="${aeries.titleMax}" value="${standing.title}" />
      <select name="Assignment.AssignmentType">
        <option value="F" ${standing.type === 'F' ? 'selected' : ''}>Formative</option>
        <option value="S" ${standing.type === 'S' ? 'selected' : ''}>Summative</option>
      </select>
      <select name="Assignment.Category">
        ${own.categories.map(
          ({ id, name }) =>
            html`<option value="${id}" ${id === standing.category ? 'selected' : ''}>${name}</option>`,
        )}
      </select>
      <input name="Assignment.DateAssigned" value="${standing.assigned}" />
      <input name="Assignment.DateDue" value="${standing.due}" />
      <input name="Assignment.MaxNumberCorrect" value="${standing.points}" />
      <input name="Assignment.MaxScore" value="${standing.maxScore}" />
      <input type="checkbox" name="Assignment.VisibleToParents" value="true" ${standing.visibleToParents ? 'checked' : ''} />
      <input type="hidden" name="Assignment.VisibleToParents" value="false" />
      <textarea name="Assignment.Narrative">${standing.narrative}</textarea>
      <button type="submit" name="save" value="1">Save</button>
    </form>`;
}

const isDay = (text: string): boolean => /^\d{2}\/\d{2}\/\d{4}$/.test(text);

/** What was posted, as an assignment; null when the form is not whole. */
export function posted(body: URLSearchParams): PortalAssignment | null {
  const text = (name: string): string => body.get(`Assignment.${name}`) ?? '';
  const [assigned, due] = [text('DateAssigned'), text('DateDue')];
  const type = text('AssignmentType');
  const whole =
    text('Description') !== '' && isDay(assigned) && isDay(due) && (type === 'F' || type === 'S');
  if (!whole || !body.has('Assignment.Narrative') || !body.has('SourceGradebook.SchoolCode')) {
    return null;
  }
  return {
    number: Number(text('AssignmentNumber')),
    title: text('Description'),
    category: text('Category'),
    type,
    assigned,
    due,
    points: Number(text('MaxNumberCorrect')),
    maxScore: Number(text('MaxScore')),
    narrative: text('Narrative'),
    visibleToParents: body.getAll('Assignment.VisibleToParents').includes('true'),
  };
}
