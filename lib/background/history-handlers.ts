import type { HistoryRun } from '../model/history.ts';
import { sectionKeyText } from '../model/item-key.ts';
import type { ReasonCode } from '../model/reason.ts';
import type { RunRecord } from '../storage/records.ts';
import { readRuns } from '../storage/run-history.ts';
import type { App } from './app.ts';
import type { PageHandlers } from './router.ts';

/** What was synced when, and what came of it. */
export const createHistoryHandlers = (app: App): Pick<PageHandlers, 'getHistory'> => ({
  async getHistory({ count }) {
    const runs = await readRuns(app.db, count + 1);
    const titles = new Map(
      (await app.db.getAll('sections')).map((section) => [sectionKeyText(section), section.title]),
    );
    return {
      runs: runs.slice(0, count).map((run) => toHistory(run, titles)),
      more: runs.length > count,
    };
  },
});

function toHistory(run: RunRecord, titles: Map<string, string>): HistoryRun {
  const { id, state, total, done, failed, startedAt, finishedAt, stopReason, trigger } = run;
  const { outcomes = [], waiting = [], resumed = false } = run;
  return {
    ...{ id, state, total, done, failed, startedAt, finishedAt, stopReason, trigger, resumed },
    sections: run.sections.map((section) => ({
      ...section,
      title: titles.get(sectionKeyText(section)) ?? section.sectionId,
    })),
    scores: outcomes.reduce((sum, { scores }) => sum + scores, 0),
    failures: countCodes(outcomes.flatMap(({ problem }) => problem ?? [])),
    waiting,
  };
}

function countCodes(codes: ReasonCode[]): HistoryRun['failures'] {
  const counts = new Map<ReasonCode, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, items]) => ({ code, items }));
}
