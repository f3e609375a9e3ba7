import type { AssignmentFields, AssignmentPage } from '../portal-messages.ts';
import { formDay, isoDay, mustFind, NotUnderstoodError } from './find.ts';

const tokenName = '__RequestVerificationToken';
/** Without these it is not the form that we know. */
const ours = {
  title: 'Assignment.Description',
  category: 'Assignment.Category',
  assigned: 'Assignment.DateAssigned',
  due: 'Assignment.DateDue',
  points: 'Assignment.MaxNumberCorrect',
  score: 'Assignment.MaxScore',
} as const;
const typeName = 'Assignment.AssignmentType';
const numberName = 'Assignment.AssignmentNumber';
const gradebookName = 'Assignment.GradebookNumber';

/** The form of this assignment (0 = a new one), with its anti-forgery token. */
function formOf(page: Document, assignment: number): Element {
  const form = mustFind(page, `form [name="${ours.title}"]`).closest('form');
  if (!form?.querySelector(`[name="${tokenName}"]`)) throw new NotUnderstoodError(tokenName);
  const own = form.querySelector(`[name="${numberName}"]`)?.getAttribute('value');
  if (assignment !== 0 && own !== String(assignment)) throw new NotUnderstoodError(numberName);
  return form;
}

/** What a browser would send of it, in its order (HTML 4.10.21, "constructing the entry list"). */
function entriesOf(form: Element): [string, string][] {
  return [...form.querySelectorAll('input, select, textarea')].flatMap((field) => {
    const name = field.getAttribute('name');
    if (!name || field.hasAttribute('disabled')) return [];
    return valuesOf(field).map((value): [string, string] => [name, value]);
  });
}

function valuesOf(field: Element): string[] {
  const type = (field.getAttribute('type') ?? '').toLowerCase();
  if (['submit', 'button', 'image', 'reset', 'file'].includes(type)) return [];
  if (type === 'checkbox' || type === 'radio') {
    return field.hasAttribute('checked') ? [field.getAttribute('value') ?? 'on'] : [];
  }
  if (field.localName === 'textarea') return [(field.textContent ?? '').replace(/^\n/, '')];
  if (field.localName !== 'select') return [field.getAttribute('value') ?? ''];
  const options = [...field.querySelectorAll('option')];
  const chosen = options.filter((option) => option.hasAttribute('selected'));
  const standing = field.hasAttribute('multiple') ? chosen : [chosen.at(-1) ?? options[0]];
  return standing.flatMap((option) =>
    option ? [option.getAttribute('value') ?? option.textContent ?? ''] : [],
  );
}

/** The form as it stands (aeries.md 4). */
export function readAssignment(page: Document, assignment: number): AssignmentPage {
  const form = formOf(page, assignment);
  const entries = new Map(entriesOf(form));
  const limit = form.querySelector(`[name="${ours.title}"]`)?.getAttribute('maxlength') ?? '';
  return {
    title: entries.get(ours.title) ?? '',
    due: isoDay(entries.get(ours.due) ?? ''),
    school: entries.get('SourceGradebook.SchoolCode') ?? '',
    titleMax: /^\d+$/.test(limit) && Number(limit) > 0 ? Number(limit) : null,
  };
}

/**
 * The body that writes an assignment: the whole form as Aeries gave it, with only our fields replaced, so that what we
 * do not know of survives. `form` is that of number 0 where the assignment is new. Throws NotUnderstoodError when one of ours is not in the form.
 */
export function writtenForm(
  form: { page: Document; assignment: number },
  { gradebook, assignment }: { gradebook: number; assignment: number },
  fields: AssignmentFields,
): URLSearchParams {
  const body = new URLSearchParams(entriesOf(formOf(form.page, form.assignment)));
  for (const name of Object.values(ours)) {
    if (!body.has(name)) throw new NotUnderstoodError(name);
  }
  body.set(gradebookName, String(gradebook));
  body.set(numberName, String(assignment));
  body.set(ours.title, fields.title);
  body.set(ours.category, fields.categoryId);
  body.set(ours.assigned, formDay(fields.assigned));
  body.set(ours.due, formDay(fields.due));
  body.set(ours.points, String(fields.points));
  body.set(ours.score, String(fields.points));
  if (body.has(typeName)) body.set(typeName, fields.type);
  return body;
}
