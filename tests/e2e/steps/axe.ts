import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Tab } from '../support/driver.ts';

export const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** An expression for a page that has axe: breaks of WCAG 2.2 A and AA inside `scope`, as the JSON of a list of texts. */
export const axeViolationsOf = (scope: string): string =>
  `axe.run(${JSON.stringify(scope)}, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  }).then(({ violations }) => JSON.stringify(
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')),
  ))`;

/** Breaks of WCAG 2.2 A and AA on a page, or inside `scope`: the rule and where. */
export async function axeViolations(tab: Tab, scope = 'html'): Promise<string[]> {
  await tab.run(axeSource);
  return JSON.parse(String(await tab.run(axeViolationsOf(scope))));
}
