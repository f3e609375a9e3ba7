import type { LayoutPage } from '../model/layout-problem.ts';
import type { SelectorName } from './selectors.ts';
import { cssOf, find, findAll, isA } from './selectors.ts';

/** A form of Schoology that edits one graded item. A new kind of form is a new line in `formKinds`. */
export type FormKind = {
  name: LayoutPage;
  form: SelectorName;
  /** Where Grading Options are, most trusted first. */
  areas: readonly SelectorName[];
  /** The box that turns grading on in this form; null where grading is always on. */
  toggle: SelectorName | null;
  /** True where the form can only make a new item. */
  alwaysNew: boolean;
  /** True where the teacher chooses the section in the form, so that nothing around the form can tell it. */
  choosesSection?: true;
};

const plain = {
  areas: ['gradingArea', 'toggledGradingArea'],
  toggle: null,
  alwaysNew: false,
} as const;
const toggled = { areas: ['toggledGradingArea'], alwaysNew: false } as const;

/** Facts 3.3. Forms without a grading area get nothing. */
const formKinds: readonly FormKind[] = [
  { ...plain, name: 'grade-item', form: 'gradeItemForm' },
  { ...plain, name: 'edit-grades', form: 'editGradesForm' },
  { ...plain, name: 'combined', form: 'combinedForm', alwaysNew: true, choosesSection: true },
  {
    ...toggled,
    name: 'discussion-create',
    form: 'discussionCreateForm',
    toggle: 'discussionGradingToggle',
    alwaysNew: true,
  },
  {
    ...toggled,
    name: 'discussion-edit',
    form: 'discussionEditForm',
    toggle: 'discussionGradingToggle',
  },
  { ...toggled, name: 'external-tool', form: 'externalToolForm', toggle: 'toolGradingToggle' },
];

export const kindOf = (element: Element): FormKind | null =>
  formKinds.find((kind) => isA(element, cssOf(kind.form))) ?? null;

const itemForms = formKinds.map((kind) => cssOf(kind.form)).join(',');
const servedForms = [itemForms, cssOf('deleteForm'), cssOf('bulkEditForm')].join(',');

/** By tag first, which browsers are quick at: a page has few forms, and a gradebook ten thousand other nodes. */
const formsOf = (root: ParentNode, css: string): HTMLFormElement[] =>
  [...root.querySelectorAll('form')].filter((form) => isA(form, css));

/** All known item forms under `root`. Ids repeat between page and popup (facts 3.4), so there may be several. */
export const findForms = (root: ParentNode): HTMLFormElement[] => formsOf(root, itemForms);

/** Whether there is any form that we serve. */
export const holdsServedForm = (root: ParentNode): boolean => formsOf(root, servedForms).length > 0;

/** The confirmations that Schoology asks for before it deletes an item. */
export const findDeleteForms = (root: ParentNode): HTMLFormElement[] =>
  findAll('deleteForm', root).filter((form) => form instanceof HTMLFormElement);

export const isDeleteForm = (form: Element): boolean => isA(form, cssOf('deleteForm'));

/** Where our row goes: after a row of Grading Options, or at the end of them. */
export type Anchor = { after: HTMLElement } | { inside: HTMLElement };

/** Facts 3.5: after "Automatically Publish Grades", else after the factor, else last; null = no place known. */
export function findAnchor(form: HTMLFormElement, kind: FormKind): Anchor | null {
  for (const name of kind.areas) {
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
