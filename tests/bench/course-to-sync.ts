import { setTimeout as delay } from 'node:timers/promises';
import { connect, openSchoology, worldHistory } from '../e2e/steps/teacher.ts';
import { askBackground, panelView } from '../e2e/support/ask-background.ts';
import type { Driver, Tab } from '../e2e/support/driver.ts';
import { fillCourse } from '../sandbox/big-course.ts';
import type { Sandbox } from '../sandbox/start.ts';

/** How long the SIS takes to answer (ms), and how many scores an item has. */
export const latency = 50;
export const students = 25;

/** What is sent for so many items that the SIS has never seen: each item and its scores. */
export const changesOf = (items: number): number => items * (students + 1);

export const section = (sandbox: Sandbox) => ({
  origin: sandbox.lms.origin(),
  sectionId: worldHistory.id,
});

/** A teacher who has connected, and a course of so many items that has never been synced. */
export async function prepare(driver: Driver, sandbox: Sandbox, items: number): Promise<Tab> {
  fillCourse(sandbox, { items, students });
  const page = await connect(driver, sandbox);
  await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
  await askBackground(page, 'refreshSections');
  await askBackground(page, 'refreshSection', section(sandbox));
  await askBackground(page, 'sectionShown', section(sandbox));
  sandbox.sis.latency = latency;
  return page;
}

/** Resolves when no run is under way. Asked seldom: the answer costs the worker as much as many a score. */
export async function finished(page: Tab): Promise<void> {
  for (;;) {
    const { run } = await panelView(page);
    if (run && run.state !== 'running' && run.state !== 'cancelling') {
      if (run.state !== 'done' || run.failed > 0) throw new Error(`run: ${JSON.stringify(run)}`);
      return;
    }
    await delay(1_000);
  }
}
