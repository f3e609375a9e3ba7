import type { Reason } from '../../model/reason.ts';
import type { RunRecord } from '../../storage/records.ts';
import type { Active, RunnerDeps } from './active-run.ts';
import { isNoNetwork, waitForNetwork } from './no-network.ts';
import { pauseRun } from './pause.ts';
import { saveRun } from './run-store.ts';
import { asReason, isUnforeseen } from './stumble.ts';

/** Writes down how a run ended, or that it waits and until when. Rejects with what nobody has foreseen. */
export async function conclude(deps: RunnerDeps, own: Active): Promise<void> {
  const { run, stopped } = own;
  const now = deps.clock.now();
  if (run.state === 'cancelling') return endRun(deps, own, 'cancelled', { code: 'CANCELLED' });
  // The runner's own catch decides, as for whatever else nobody has foreseen: the next wake, or the end by its name.
  if (stopped && isUnforeseen(stopped)) throw stopped;
  if (stopped) run.stopReason = asReason(stopped);
  if (stopped?.code === 'RATE_LIMITED') {
    run.noNetworkSince = null;
    const acknowledged = own.written.size;
    pauseRun(run, { now, notBefore: stopped.notBefore, acknowledged, random: deps.random });
    return saveRun(deps.db, run);
  }
  const noNetwork = stopped ? isNoNetwork(stopped) : own.reading === 'no-answer';
  if (noNetwork && waitForNetwork(run, now)) return saveRun(deps.db, run);
  const nothingDone = run.stopReason !== null && (run.total === 0 || own.reading !== 'something');
  const failed = stopped !== null || nothingDone;
  return endRun(deps, own, failed ? 'stopped' : 'done', run.stopReason);
}

/** Writes down how a run ended. Where that fails the run has not ended: it goes on with the next wake. */
export async function endRun(
  deps: RunnerDeps,
  { run }: Active,
  state: RunRecord['state'],
  stopReason: Reason | null,
): Promise<void> {
  const before = { ...run };
  const finishedAt = deps.clock.now();
  Object.assign(run, { state, stopReason, resumesAt: null, todo: [], finishedAt });
  try {
    await saveRun(deps.db, run);
  } catch (error) {
    Object.assign(run, before);
    throw error;
  }
}
