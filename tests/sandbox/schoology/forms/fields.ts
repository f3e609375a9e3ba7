import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { Session } from '../lms.ts';
import type { Markup } from '../markup.ts';
import type { Category, Period } from '../model.ts';

/** `div.form-item#edit-X-wrapper > label + input`, Schoology's field pattern (schoology facts 3.4). */
export const textField = (
  id: string,
  name: string,
  label: string,
  value: string,
  required = false,
): Markup =>
  html`<div class="form-item" id="edit-${id}-wrapper"><label for="edit-${id}">${label}: ${required && html`<span class="form-required" title="This field is required.">*</span>`}</label><input type="text" maxlength="255" name="${name}" id="edit-${id}" value="${value}" class="form-text ${required && 'required'}"></div>`;

export const checkbox = (id: string, name: string, label: string, checked: boolean): Markup =>
  html`<div class="form-item" id="edit-${id}-wrapper"><label class="option"><input type="checkbox" name="${name}" id="edit-${id}" value="1" ${checked && 'checked'} class="form-checkbox"> <span class="form-checkbox-title">${label}</span></label></div>`;

export type Option = { value: string; text: string };

export const options = (choices: Option[], chosen: string): Markup[] =>
  choices.map(({ value, text }) =>
    value === chosen
      ? html`<option value="${value}" selected>${text}</option>`
      : html`<option value="${value}">${text}</option>`,
  );

export const selectField = (
  id: string,
  name: string,
  label: string,
  choices: Option[],
  chosen: string,
): Markup =>
  html`<div class="form-item" id="edit-${id}-wrapper"><label for="edit-${id}">${label}: </label><select name="${name}" id="edit-${id}" class="form-select">${options(choices, chosen)}</select></div>`;

export const periodOptions = (periods: Period[]): Option[] => [
  { value: '0', text: '(No grading period)' },
  ...periods.map(({ id, title }) => ({ value: id, text: title })),
];

export const categoryOptions = (categories: Category[]): Option[] => [
  { value: '', text: '(Choose a category)' },
  { value: '0', text: '(Ungraded)' },
  ...categories.map(({ id, title }) => ({ value: id, text: title })),
  { value: 'new', text: '(Create new grading category)' },
];

/** Drupal's hidden fields: every rendering has a new `form_build_id`. */
export const drupalFields = (session: Session, formId: string): Markup =>
  html`<input type="hidden" name="form_build_id" value="form-${randomUUID()}"><input type="hidden" name="form_token" value="${session.formToken}"><input type="hidden" name="form_id" value="${formId}">`;

export const formExpired =
  'Validation error, please try again. If this error persists, please contact the site administrator.';

/** The button row. In a popup Cancel closes it; on a full page it leads back. */
export const submitButtons = (label: string, cancelHref: string): Markup =>
  html`<div class="submit-buttons"><input type="submit" name="op" id="edit-submit" value="${label}" class="form-submit"> <a href="${cancelHref}" class="cancel-btn popups-close-link">Cancel</a></div>`;
