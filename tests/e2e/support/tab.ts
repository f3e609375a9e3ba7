import { setTimeout as delay } from 'node:timers/promises';
import { type PageActions, patience, type Tab } from './driver.ts';

/** The first value that is not undefined. A page under way to another rejects, so rejections are tried again. */
export async function poll<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + patience;
  let last: unknown = 'it never was';
  while (performance.now() < deadline) {
    try {
      const value = await probe();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
    await delay(50);
  }
  throw new Error(`Waited ${patience} ms for ${what}`, { cause: last });
}

/**
 * A call of the function as an expression whose value is JSON text, so that both browsers carry the same values.
 * `__name` is what esbuild (tsx) writes around named functions.
 */
const callOf = (fn: (...args: never[]) => unknown, arg: unknown): string =>
  `(async (__name) => JSON.stringify(await (${fn})(${JSON.stringify(arg)})) ?? 'null')((fn) => fn)`;

const visibleTexts = (css: string): string[] =>
  Array.from(document.querySelectorAll<HTMLElement>(css), (element) => element.innerText.trim());

const holdsText = (text: string): boolean => document.body.innerText.includes(text);

/** For a page: what a checkbox shows; null = neither, as while its state is not known yet. */
export const isTicked = (box: Element): boolean | null =>
  box.matches(':indeterminate') ? null : box.matches(':checked');

/** The rest of a tab, the same in both browsers, on what each browser does in its own way. */
export function tabOf({ run, ...actions }: PageActions): Tab {
  const evaluate: Tab['evaluate'] = async (fn, arg) =>
    JSON.parse(String(await run(callOf(fn, arg))));
  return {
    ...actions,
    run,
    evaluate,
    clickRole: (role, name) => actions.click({ role, name }),
    async isChecked(box) {
      const selector = typeof box === 'string' ? { role: 'checkbox' as const, name: box } : box;
      const known = async () => (await actions.isChecked(selector)) ?? undefined;
      return poll(`a state of ${JSON.stringify(selector)}`, known);
    },
    waitForText: async (text) => {
      await poll(`the text '${text}'`, async () => (await evaluate(holdsText, text)) || undefined);
    },
    texts: (css) => evaluate(visibleTexts, css),
    url: () => poll('an address', () => evaluate(() => location.href)),
  };
}
