import { csvText } from '../../lib/model/csv.ts';
import type { HistoryRun } from '../../lib/model/history.ts';
import { t } from '../../lib/text.ts';
import { endText, problemTexts, triggerText } from './history-text.ts';

const columns = [
  'csvStarted',
  'csvFinished',
  'csvStartedBy',
  'csvEnded',
  'csvCourses',
  'csvItems',
  'csvFailed',
  'csvScores',
  'csvProblems',
] as const;

const isoTime = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

/** The history as a table for a spreadsheet: times in UTC (ISO 8601), counts, no items and no people. */
export const historyCsv = (runs: HistoryRun[], sisName: string): string =>
  csvText([
    columns.map((column) => t(column)),
    ...runs.map((run) => [
      isoTime(run.startedAt),
      isoTime(run.finishedAt),
      triggerText(run),
      endText(run),
      run.sections.map(({ title }) => title).join('; '),
      run.done - run.failed,
      run.failed,
      run.scores,
      problemTexts(run, sisName).join(' '),
    ]),
  ]);
