import type { PanelState } from './panel-state.ts';

/** A run has just ended because it would change much: the teacher is to look at it. An older one is only told of. */
export function asksForReview({ panel }: PanelState, before: PanelState): boolean {
  const run = panel?.run;
  const was = before.panel?.run;
  if (!before.panel || run?.state !== 'stopped' || run.stopReason?.code !== 'BIG_CHANGE')
    return false;
  return was?.id !== run.id || was.state !== 'stopped';
}
