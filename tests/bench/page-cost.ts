import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { launchChromium } from '../e2e/support/chromium-driver.ts';
import { type Cost, loadOnce } from './load-once.ts';
import { pages, servePages } from './pages.ts';
import { interleave, type Measure, median, type Row } from './row.ts';

/** Here a person presses something, which is where a page without a form begins to be watched. */
const pressed = '/course/10000001/members';

const bulkEdit = '/course/10000001/assignments-edit';

/**
 * Waits until the background answers a page. In a new profile it cannot for some seconds, since Chrome does not say what
 * the district's policy is before then; a page that has to wait is drawn twice.
 */
async function waitForAnswers(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(origin + bulkEdit);
  await page.locator('.sync-to-sis-cell input:enabled').first().waitFor({ timeout: 60_000 });
  await page.close();
}

type Costs = Record<string, Record<'with' | 'without', Cost[]>>;

/** Costs of each page with and without the extension, loaded in turn. */
async function collect(origin: string, loads: number): Promise<Costs> {
  const profiles = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'sync-to-sis-bench-')));
  const [with_, without] = await Promise.all([
    launchChromium({ profile: profiles[0] ?? '' }),
    launchChromium({ profile: profiles[1] ?? '', extension: false }),
  ]);
  const costs: Costs = {};
  try {
    await waitForAnswers(with_, origin);
    for (const path of Object.keys(pages)) {
      const seen: Record<'with' | 'without', Cost[]> = { with: [], without: [] };
      const loader = (kind: 'with' | 'without') => async (): Promise<number> => {
        const context = kind === 'with' ? with_ : without;
        return seen[kind].push(await loadOnce(context, origin + path, path === pressed));
      };
      await interleave(loads, { with: loader('with'), without: loader('without') });
      costs[path] = { with: seen.with.slice(1), without: seen.without.slice(1) };
    }
  } finally {
    await Promise.all([with_.close(), without.close()]);
    for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
  }
  return costs;
}

/**
 * P10 is what the rows cost: style and layout of the new cells included, for the bare loop as well, and without what it
 * costs to be there at all, which the same page with one row tells and P6 counts.
 */
function rowsOf(costs: Costs): Row[] {
  const of = (path: string, kind: 'with' | 'without', part: keyof Cost): number =>
    median((costs[path]?.[kind] ?? []).map((cost) => cost[part]));
  const added = (path: string, part: keyof Cost): number =>
    of(path, 'with', part) - of(path, 'without', part);
  const times = (path: string, part: keyof Cost): number =>
    of(path, 'with', part) / of(path, 'without', part);
  const updates = '/course/10000001/updates';
  const grades = '/course/10000001/grades';
  const growing = '/course/10000001/materials';
  const oneRow = '/course/10000002/assignments-edit';
  const loop = of('/bare-loop', 'without', 'drawn') - of('/bare', 'without', 'drawn');
  const injected = added(bulkEdit, 'drawn') - added(oneRow, 'drawn');
  const longTasks = Object.keys(pages).reduce((sum, path) => sum + added(path, 'longTasks'), 0);
  return [
    {
      id: 'P6',
      what: 'script time added to a page without a form',
      value: added(updates, 'script'),
      unit: 'ms',
      target: 1.5,
      gate: 3,
    },
    {
      id: 'P6',
      what: 'script time added to it once a person has pressed anything',
      value: added(pressed, 'script'),
      unit: 'ms',
      target: 10,
      gate: 20,
    },
    {
      id: 'P6',
      what: 'script time added to a gradebook of 35 x 150',
      value: added(grades, 'script'),
      unit: 'ms',
      target: 10,
      gate: 20,
    },
    {
      id: 'P6',
      what: 'script time added to Bulk Edit of one row',
      value: added(oneRow, 'script'),
      unit: 'ms',
      target: 10,
      gate: 20,
    },
    {
      id: 'P7',
      what: 'all work of the page’s thread, gradebook, with / without',
      value: times(grades, 'task'),
      unit: 'ratio',
      target: 1.03,
      gate: 1.1,
    },
    { id: 'P8', what: 'long tasks added', value: longTasks, unit: 'count', target: 0, gate: 0 },
    {
      id: 'P9',
      what: '5,250 cells appended in 35 batches, with / without',
      value: times(growing, 'appended'),
      unit: 'ratio',
      target: 1.1,
      gate: 1.25,
    },
    {
      id: 'P10',
      what: '200 boxes in Bulk Edit / bare loop that makes the same nodes',
      value: injected / loop,
      unit: 'ratio',
      target: 1.3,
      gate: 1.6,
    },
    {
      id: 'P16',
      what: 'heap added to a page without a form',
      value: added(updates, 'heap'),
      unit: 'kB',
      target: 500,
      gate: 1_000,
    },
  ];
}

export const pageCost: Measure = {
  ids: ['P6', 'P7', 'P8', 'P9', 'P10', 'P16'],
  async run({ loads }) {
    const server = await servePages();
    try {
      return rowsOf(await collect(server.origin, loads));
    } finally {
      await server.close();
    }
  },
};
