import type { BrowserContext } from '@playwright/test';
import * as z from 'zod/mini';

/** Of Chromium's trace: a task of a thread, with the time that the thread itself was at it (microseconds). */
const Task = z.object({
  name: z.literal('RunTask'),
  pid: z.number(),
  tid: z.number(),
  tdur: z.number(),
});
/** What a thread is called. */
const Thread = z.object({
  name: z.literal('thread_name'),
  pid: z.number(),
  tid: z.number(),
  args: z.object({ name: z.string() }),
});

const categories = ['toplevel', 'disabled-by-default-devtools.timeline'];

/**
 * The longest task of the pages' threads while `act` goes on (ms), by the time that the thread was at work: another
 * program on the machine makes a task last longer, and not a longer task.
 */
export async function longestTask(
  context: BrowserContext,
  act: () => Promise<void>,
): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('Chromium cannot be traced');
  const events: unknown[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories, excludedCategories: ['*'] },
  });
  await act();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return longestOf(events);
}

function longestOf(events: unknown[]): number {
  const idOf = ({ pid, tid }: { pid: number; tid: number }): string => `${pid} ${tid}`;
  const threads = events.flatMap((event) => Thread.safeParse(event).data ?? []);
  const pages = new Set(threads.filter(({ args }) => args.name === 'CrRendererMain').map(idOf));
  const tasks = events
    .flatMap((event) => Task.safeParse(event).data ?? [])
    .filter((task) => pages.has(idOf(task)));
  if (tasks.length === 0) throw new Error('The trace tells of no task');
  return tasks.reduce((longest, { tdur }) => Math.max(longest, tdur), 0) / 1_000;
}
