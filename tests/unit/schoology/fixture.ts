import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../fixtures/schoology');

/** happy-dom refuses to load frames; none of ours matters here. */
const withoutFrames = (html: string): string => html.replace(/<iframe.*?<\/iframe>/gs, '');

/** The body of a fixture, parsed apart from the test's document. */
export function fixtureBody(name: string): HTMLElement {
  const html = readFileSync(resolve(folder, `${name}.html`), 'utf8');
  return new DOMParser().parseFromString(withoutFrames(html), 'text/html').body;
}

/** Puts a fixture into the test's document. */
export function loadFixture(name: string): Document {
  document.body.innerHTML = fixtureBody(name).innerHTML;
  return document;
}

export const pageUrl = (path: string): URL => new URL(path, 'https://district.schoology.com');

/** The first element that matches; fails the test when there is none or it is of another type. */
export function get<T extends Element>(
  css: string,
  type: new () => T,
  root: ParentNode = document,
): T {
  const element = root.querySelector(css);
  if (!(element instanceof type)) throw new Error(`no ${css}`);
  return element;
}
