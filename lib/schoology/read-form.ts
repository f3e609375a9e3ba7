import { longestTitle } from '../model/graded-item.ts';
import type { LayoutProblem } from '../model/layout-problem.ts';
import type { FormKind } from './forms.ts';
import type { Opener } from './opener.ts';
import { isCreateForm, itemIdOf, sectionIdOf } from './pages.ts';
import { find } from './selectors.ts';

/** The item a form is about. `unknown` is never guessed away: a wrong item is a wrong grade in the SIS. */
type FormItem = { state: 'existing'; itemId: string } | { state: 'new' } | { state: 'unknown' };

export type FormTarget = {
  item: FormItem;
  sectionId: string | null;
  problem: LayoutProblem['problem'] | null;
};

type Evidence = {
  form: HTMLFormElement;
  kind: Pick<FormKind, 'alwaysNew' | 'choosesSection'>;
  opener: Opener | null;
  page: URL;
};

/** `new`, an item id, or null when a source says nothing. */
type Statement = string | null;

const sayOf = (url: URL | null): Statement => {
  if (url === null) return null;
  return isCreateForm(url) ? 'new' : itemIdOf(url);
};

/** A field named `action` would hide the form's own property, so the attribute is read. */
function actionOf(form: HTMLFormElement, page: URL): URL | null {
  const action = form.getAttribute('action');
  return action === null || !URL.canParse(action, page) ? null : new URL(action, page);
}

const distinct = (values: readonly Statement[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

/** What opened the form and where it posts must not contradict each other; the page's address only fills a gap. */
function readItem({ form, kind, opener, page }: Evidence): Pick<FormTarget, 'item' | 'problem'> {
  const said = distinct([
    kind.alwaysNew ? 'new' : null,
    sayOf(opener?.href ?? null),
    sayOf(opener?.href ?? null) === 'new' ? null : (opener?.rowItemId ?? null),
    sayOf(actionOf(form, page)),
  ]);
  if (said.length > 1) return { item: { state: 'unknown' }, problem: 'item-conflict' };
  const answer = said[0] ?? sayOf(page);
  if (answer === null) return { item: { state: 'unknown' }, problem: 'item-unknown' };
  if (answer === 'new') return { item: { state: 'new' }, problem: null };
  return { item: { state: 'existing', itemId: answer }, problem: null };
}

const fieldValue = (form: HTMLFormElement): string | null => {
  const field = find('sectionField', form);
  return field instanceof HTMLInputElement && /^\d+$/.test(field.value) ? field.value : null;
};

/** What the form itself says wins over what stands around it (linked sections show a form of another section). */
function readSection({
  form,
  kind,
  opener,
  page,
}: Evidence): Pick<FormTarget, 'sectionId' | 'problem'> {
  const action = actionOf(form, page);
  const own = distinct([fieldValue(form), action === null ? null : sectionIdOf(action)]);
  if (own.length > 1) return { sectionId: null, problem: 'section-conflict' };
  if (kind.choosesSection) return { sectionId: own[0] ?? null, problem: null };
  const crumb = find('breadcrumbCourse', form.ownerDocument)?.getAttribute('href') ?? null;
  const sectionId =
    own[0] ??
    (opener?.href ? sectionIdOf(opener.href) : null) ??
    sectionIdOf(page) ??
    (crumb === null ? null : sectionIdOf(new URL(crumb, page)));
  return { sectionId, problem: sectionId === null ? 'section-unknown' : null };
}

/**
 * Which item of which section `form` edits (facts 2.3): from the link or row that opened it, its action, the page.
 * `opener` is null for a form that is part of the page.
 */
export function readFormTarget(evidence: Evidence): FormTarget {
  const item = readItem(evidence);
  const section = readSection(evidence);
  return {
    item: item.item,
    sectionId: section.sectionId,
    problem: item.problem ?? section.problem,
  };
}

/** A title as it is compared and told: no spaces around it, and no longer than a message may be. */
export const titleText = (text: string | null | undefined): string =>
  (text ?? '').trim().slice(0, longestTitle);

/** The title as it stands in the form now; '' when empty or not found. */
export function readTitle(form: HTMLFormElement): string {
  const field = find('title', form);
  return field instanceof HTMLInputElement ? titleText(field.value) : '';
}

/** Whether Schoology says in `root` that it refused what was posted. */
export const showsErrors = (root: ParentNode): boolean => find('errors', root) !== null;
