import { typedSchedule } from '../settings/schedule.ts';
import type { Database } from '../storage/database.ts';
import type { RunRecord } from '../storage/records.ts';
import { readRuns } from '../storage/run-history.ts';
import { t, tn } from '../text.ts';
import type { AppPorts } from './app.ts';

/** What a notification says: counts, neither titles nor names. It may stand on a locked screen. */
export type Notice = { title: string; message: string };

const failedItems = ({ outcomes = [] }: Pick<RunRecord, 'outcomes'>): string[] =>
  outcomes.filter(({ problem }) => problem !== null).map(({ item }) => item);

/**
 * Of a run that nobody watched: it began by itself, or went on after the browser was closed. Only when an item failed
 * that had not failed in the run before: the same failure every hour is no news. Pure.
 */
export function noticeOf(
  run: Pick<RunRecord, 'trigger' | 'resumed' | 'failed' | 'outcomes'>,
  before: Pick<RunRecord, 'outcomes'> | null,
): Notice | null {
  const unwatched = run.trigger === 'schedule' || run.resumed === true;
  const known = new Set(before ? failedItems(before) : []);
  const isNews = failedItems(run).some((item) => !known.has(item));
  if (!unwatched || !isNews) return null;
  return { title: tn('noticeFailed', run.failed), message: t('noticeFailedText') };
}

/** Tells the teacher who wants to know. To be called when a run has ended. */
export async function tellOfFailures(
  { local, showNotice }: Pick<AppPorts, 'local' | 'showNotice'>,
  db: Database,
  run: RunRecord,
): Promise<void> {
  if (!(await typedSchedule(local)).notify) return;
  const [, before] = await readRuns(db, 2);
  const notice = noticeOf(run, before ?? null);
  if (notice) await showNotice(notice);
}
