import type { Browser, Page } from 'puppeteer-core';
import * as z from 'zod/mini';

/** Sends a WebDriver BiDi command and gives its unparsed result. */
export type Send = (method: string, params: object) => Promise<unknown>;

const Connection = z.object({ send: z.custom<Send>((value) => typeof value === 'function') });
const Answer = z.object({ result: z.unknown() });
const Tree = z.object({
  contexts: z.array(z.object({ context: z.string(), url: z.string() })),
});
const Evaluated = z.union([
  z.object({ type: z.literal('success'), result: z.object({ value: z.optional(z.unknown()) }) }),
  z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
]);

/** Puppeteer keeps its connection to itself, and has no call for Firefox's own BiDi extensions. */
export function wireOf(browser: Browser): Send {
  const connection: unknown = Reflect.get(browser, 'connection');
  const { send } = Connection.parse(connection);
  return async (method, params) => Answer.parse(await send.call(connection, method, params)).result;
}

/** The BiDi id of a fresh page, which is made known by an address of its own. */
export async function contextOf(page: Page, send: Send): Promise<string> {
  const address = `data:,${crypto.randomUUID()}`;
  await page.goto(address);
  const { contexts } = Tree.parse(await send('browsingContext.getTree', {}));
  const own = contexts.find(({ url }) => url === address);
  if (own === undefined) throw new Error('The new tab is not in the tree of contexts');
  return own.context;
}

/** Runs statements in Firefox's own scope, where the browser itself can be told what to do; gives what they return. */
export async function runInFirefox(send: Send, statements: string): Promise<unknown> {
  const tree = await send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = Tree.parse(tree).contexts;
  if (window === undefined) throw new Error('Firefox has no window');
  const answer = await send('script.evaluate', {
    expression: `(async () => { ${statements} })()`,
    awaitPromise: true,
    target: { context: window.context },
  });
  const outcome = Evaluated.parse(answer);
  if (outcome.type === 'exception') throw new Error(outcome.exceptionDetails.text);
  return outcome.result.value;
}
