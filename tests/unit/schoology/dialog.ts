import { afterEach, beforeEach, vi } from 'vitest';
import { fixtureBody, get, loadFixture } from './fixture.ts';
import { type Harness, pass, start } from './harness.ts';

export const materials = '/course/10000001/materials';
/** The item of the edit popup, as the background knows it: included, never sent. */
export const info = {
  itemId: '50000001',
  include: true,
  chosenIn: null,
  lastSuccessAt: null,
  scoresSent: 0,
};

let page: Harness | undefined;

/** Every test of the file has a clock of its own, and its page is ended afterwards. */
export function onePageEach(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') });
  });
  afterEach(() => {
    page?.end();
    page = undefined;
    vi.useRealTimers();
  });
}

/** Starts the content script on the document as it is. */
export function open(path: string, given: Parameters<typeof start>[1] = {}): Harness {
  page = start(path, given);
  return page;
}

/** Starts it on a fixture, and lets it read what is stored. */
export async function begin(
  fixture: string,
  path: string,
  given: Parameters<typeof start>[1] = {},
): Promise<Harness> {
  loadFixture(fixture);
  const opened = open(path, given);
  await pass();
  return opened;
}

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
