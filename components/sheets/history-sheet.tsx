import { useState } from 'preact/hooks';
import { type HistoryRun, keptRuns } from '../../lib/model/history.ts';
import type { Reason } from '../../lib/model/reason.ts';
import type { ScheduleView } from '../../lib/model/schedule.ts';
import { reasonText, t } from '../../lib/text.ts';
import { datedName, download } from '../options/download.ts';
import { reasonOf } from '../panel-context.ts';
import type { SheetProps } from '../panel-sheet.tsx';
import { sisNameOf } from '../panel-state.ts';
import { exactTime } from '../time-text.ts';
import { useAnswer } from '../use-answer.ts';
import { historyCsv } from './history-csv.ts';
import { countsText, durationText, endText, problemTexts, triggerText } from './history-text.ts';
import { Sheet } from './sheet.tsx';

/** Runs that are shown at first, and that "Show older" adds. */
const screenful = 20;

/** Every sync: what began it, what it did and what went wrong. */
export function HistorySheet({ state, actions, now, onClose }: SheetProps) {
  const sisName = sisNameOf(state);
  const [count, setCount] = useState(screenful);
  const [problem, setProblem] = useState<Reason | null>(null);
  const answer = useAnswer(() => actions.ask('getHistory', { count }), [state.panel, count]);
  const page = answer && 'value' in answer ? answer.value : null;
  const failed = answer && 'problem' in answer ? answer.problem : problem;
  const runs = page?.runs ?? [];

  const save = async (): Promise<void> => {
    setProblem(null);
    try {
      const all = await actions.ask('getHistory', { count: keptRuns });
      download(datedName('sync-history', now, 'csv'), 'text/csv', historyCsv(all.runs, sisName));
    } catch (error) {
      setProblem(reasonOf(error));
    }
  };

  return (
    <Sheet
      title={t('historyTitle')}
      size="large"
      onClose={onClose}
      footer={
        runs.length > 0 && (
          <button type="button" onClick={() => void save()}>
            {t('historyExport')}
          </button>
        )
      }
    >
      <p class="muted">{t('historyText')}</p>
      <ScheduleLine schedule={state.panel?.schedule ?? null} />
      {failed && (
        <p class="text-warn" role="alert">
          {reasonText(failed, sisName)}
        </p>
      )}
      {page && runs.length === 0 && <p>{t('historyEmpty')}</p>}
      <ol class="entries">
        {runs.map((run) => (
          <Run key={run.id} run={run} sisName={sisName} />
        ))}
      </ol>
      {page?.more && (
        <p>
          <button type="button" onClick={() => setCount(Math.min(count + screenful, keptRuns))}>
            {t('historyMore')}
          </button>
        </p>
      )}
    </Sheet>
  );
}

/** That syncs begin by themselves, and when the next one does. */
const ScheduleLine = ({ schedule }: { schedule: ScheduleView | null }) =>
  schedule && schedule.nextAt !== null ? (
    <p class="muted">{t('historyNext', { time: exactTime(schedule.nextAt) })}</p>
  ) : null;

function Run({ run, sisName }: { run: HistoryRun; sisName: string }) {
  const duration = durationText(run);
  const isBad = run.failed > 0 || run.state === 'stopped';
  return (
    <li class="entry">
      <p class="entry-head">
        <time dateTime={new Date(run.startedAt).toISOString()}>{exactTime(run.startedAt)}</time>
        <span class={isBad ? 'text-warn' : 'muted'}>{endText(run)}</span>
      </p>
      <p>{countsText(run)}</p>
      <p class="muted">
        {[triggerText(run), duration].filter(Boolean).join(' · ')}
        {' · '}
        <bdi>{run.sections.map(({ title }) => title).join(', ')}</bdi>
      </p>
      {problemTexts(run, sisName).map((text) => (
        <p key={text} class="text-warn">
          {text}
        </p>
      ))}
    </li>
  );
}
