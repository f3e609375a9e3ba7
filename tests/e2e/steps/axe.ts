import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Tab } from '../support/driver.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Breaks of WCAG 2.2 A and AA on a page, or inside `scope`: the rule and where. */
export async function axeViolations(tab: Tab, scope = 'html'): Promise<string[]> {
  await tab.run(source);
  const found = await tab.run(`axe.run(${JSON.stringify(scope)}, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  }).then(({ violations }) => JSON.stringify(
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')),
  ))`);
  return JSON.parse(String(found));
}
