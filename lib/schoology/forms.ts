import type { LayoutPage } from '../model/layout-problem.ts';
import type { SelectorName } from './selectors.ts';
import { cssOf, find, findAll, isA } from './selectors.ts';

/** A form of Schoology that edits one graded item. A new kind of form is a new line in `formKinds`. */
export type FormKind = {
  name: LayoutPage;
  form: SelectorName;
  /** The box that turns grading on in this form; null where it is always on. `areasOf` goes by it. */
  toggle: SelectorName | null;
  /** True where the form can only make a new item. */
  alwaysNew: boolean;
  /** True where the teacher chooses the section in the form, so that nothing around the form can tell it. */
  choosesSection?: true;
};

/** Facts 3.3. Forms without a grading area get nothing. */
const formKinds: readonly FormKind[] = [
  { name: 'grade-item', form: 'gradeItemForm', toggle: null, alwaysNew: false },
  { name: 'edit-grades', form: 'editGradesForm', toggle: null, alwaysNew: false },
  {
    name: 'combined',
    form: 'combinedForm',
    toggle: null,
    alwaysNew: true,
    choosesSection: true,
  },
  {
    name: 'discussion-create',
    form: 'discussionCreateForm',
    toggle: 'discussionGradingToggle',
    alwaysNew: true,
  },
  {
    name: 'discussion-edit',
    form: 'discussionEditForm',
    toggle: 'discussionGradingToggle',
    alwaysNew: false,
  },
  {
    name: 'external-tool',
    form: 'externalToolForm',
    toggle: 'toolGradingToggle',
    alwaysNew: false,
  },
];

export const kindOf = (element: Element): FormKind | null =>
  formKinds.find((kind) => isA(element, cssOf(kind.form))) ?? null;

/** By tag first, which browsers are quick at: a page has few forms, and a gradebook ten thousand other nodes. */
const allForms = (root: ParentNode): HTMLFormElement[] => [...root.querySelectorAll('form')];

/** All known item forms under `root`. Ids repeat between page and popup (facts 3.4), so there may be several. */
export const findForms = (root: ParentNode): HTMLFormElement[] =>
  allForms(root).filter((form) => kindOf(form) !== null);

const isServed = (form: HTMLFormElement): boolean =>
  kindOf(form) !== null || isDeleteForm(form) || isA(form, cssOf('bulkEditForm'));

/** Whether there is any form that we serve. That there is none at all is asked first: it is so on most pages. */
export const holdsServedForm = (root: ParentNode): boolean =>
  root.querySelector('form') !== null && allForms(root).some(isServed);

/** The confirmations that Schoology asks for before it deletes an item. */
export const findDeleteForms = (root: ParentNode): HTMLFormElement[] =>
  findAll('deleteForm', root).filter((form) => form instanceof HTMLFormElement);

export const isDeleteForm = (form: Element): boolean => isA(form, cssOf('deleteForm'));

/** Where our row goes: after a row of Grading Options, or at the end of them. */
export type Anchor = { after: HTMLElement } | { inside: HTMLElement };

/** Where Grading Options are, most trusted first. */
const areasOf = ({ toggle }: FormKind): readonly SelectorName[] =>
  toggle === null ? ['gradingArea', 'toggledGradingArea'] : ['toggledGradingArea'];

/** Facts 3.5: after "Automatically Publish Grades", else after the factor, else last; null = no place known. */
export function findAnchor(form: HTMLFormElement, kind: FormKind): Anchor | null {
  for (const name of areasOf(kind)) {
    const area = find(name, form);
    if (area === null) continue;
    const row = find('afterRow', area);
    return row === null ? { inside: area } : { after: row };
  }
  const category = kind.toggle === null ? find('categoryRow', form) : null;
  return category === null ? null : { after: category };
}

/** Schoology's own box in this form, or null. */
export function findNativeBox(root: ParentNode): HTMLInputElement | null {
  const box = find('nativeBox', root);
  return box instanceof HTMLInputElement ? box : null;
}

/** False while the form's own switch says that the item is not graded. */
export function gradingIsOn(form: HTMLFormElement, kind: FormKind): boolean {
  const toggle = kind.toggle === null ? null : find(kind.toggle, form);
  return !(toggle instanceof HTMLInputElement) || toggle.checked;
}
