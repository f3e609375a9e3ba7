import { fixtureBody, get } from './fixture.ts';

export const materials = '/course/10000001/materials';
/** The item of the edit popup, as the background knows it: included, never sent. */
export const info = {
  itemId: '50000001',
  include: true,
  chosenIn: null,
  lastSuccessAt: null,
  scoresSent: 0,
};

export const boxes = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('.sync-to-sis-row input'),
];
export const box = (): HTMLInputElement => get('.sync-to-sis-row input', HTMLInputElement);
export const form = (): HTMLFormElement => get('form#s-grade-item-add-form', HTMLFormElement);
export const popup = (): HTMLElement => get('.popups-box', HTMLElement);
export const row = (): HTMLElement => get('.sync-to-sis-row', HTMLElement);

/** A popup that Schoology adds to the page, as after a refused save: a new one with a new form. */
export function addPopup(fixture = 'popup-assignment-validation-error'): void {
  const next = fixtureBody(fixture).querySelector('.popups-box');
  if (next !== null) document.body.append(next);
}
