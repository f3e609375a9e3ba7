import { t, tn } from '../lib/text.ts';
import { countsOf, readAt } from './panel-derived.ts';
import { selectedViews } from './panel-state.ts';
import { ReadBackLine } from './read-back-line.tsx';
import { RunSummary } from './run-summary.tsx';
import type { SyncPanelProps } from './sync-panel.tsx';
import { exactTime, relativeTime } from './time-text.ts';

type Props = Pick<SyncPanelProps, 'state' | 'actions' | 'now'> & { sisName: string };

/** Under the one button: how much needs a person, how the last sync ended, and how old the list is. */
export function FactsLine({ state, actions, now, sisName }: Props) {
  const { attention } = countsOf(state);
  const run = state.panel?.run;
  return (
    <div class="facts muted">
      {attention > 0 && (
        <button
          type="button"
          class="link attention"
          onClick={() => actions.show({ filter: 'attention' })}
        >
          {tn('needAttention', attention)}
        </button>
      )}
      {run && <RunSummary run={run} sisName={sisName} now={now} />}
      <ReadBackLine
        readBacks={selectedViews(state).map(({ readBack }) => readBack)}
        {...{ sisName, now }}
      />
      <ReadAt {...{ state, now }} />
    </div>
  );
}

/** When Schoology was read for what is shown. */
function ReadAt({ state, now }: Pick<Props, 'state' | 'now'>) {
  const at = readAt(state);
  const reading = state.reading.length > 0;
  return (
    <p class="read-at">
      <span role="status">{reading && t('checking')}</span>
      {!reading && at !== null && (
        <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
          {t('checkedAt', { time: relativeTime(at, now) })}
        </time>
      )}
    </p>
  );
}
