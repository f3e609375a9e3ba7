import type { RunTrigger } from '../../model/history.ts';
import { type ItemKey, itemKeyText, type SectionKey } from '../../model/item-key.ts';
import type { RunView } from '../../model/panel-view.ts';
import { SisError } from '../../sis/sis-client.ts';
import type { RunRecord } from '../../storage/records.ts';
import type { Active, RunnerDeps } from './active-run.ts';
import { endRun } from './end-run.ts';
import { executeRun } from './execute-run.ts';
import { longestRest } from './pause.ts';
import { isUnfinished, latestRun, saveRun, toRunView } from './run-store.ts';
import { forgetAcknowledged, sendAgain } from './send-again.ts';
import { asReason, isUnforeseen, restAfterStumble, shortestRest } from './stumble.ts';

export type Runner = ReturnType<typeof createRunner>;

/**
 * The reconcile loop. A run is a list of items still to do, never a list of payloads: whenever it goes on, after a
 * killed worker or a pause, it reads Schoology and the flags anew and plans again.
 */
export function createRunner(deps: RunnerDeps) {
  let active: Active | null = null;
  let starting: Promise<unknown> = Promise.resolve();

  /**
   * `again` sends the chosen items whole, also what was acknowledged. `confirmed` = the digest of a plan that may go
   * although it is a big change.
   */
  type Manner = {
    again?: boolean | undefined;
    trigger?: RunTrigger;
    confirmed?: string | undefined;
  };
  type Started = { runId: string; joined: boolean };

  /** Starts a run, or joins the one that is not finished. Two clicks at once are answered one after the other. */
  function start(
    sections: SectionKey[],
    only: ItemKey[] | null,
    { again = false, trigger = 'click', confirmed }: Manner = {},
  ): Promise<Started> {
    const started = starting.then(() => begin(sections, only, { again, trigger, confirmed }));
    starting = started.catch(() => undefined); // the caller hears of it; the next click must not
    return started;
  }

  async function begin(
    sections: SectionKey[],
    only: ItemKey[] | null,
    {
      again,
      trigger,
      confirmed,
    }: { again: boolean; trigger: RunTrigger; confirmed: string | undefined },
  ): Promise<Started> {
    const before = active?.run ?? (await latestRun(deps.db));
    if (isUnfinished(before)) {
      (before.noNetworkSince ? drive(before) : resume()).catch(console.error);
      return { runId: before.id, joined: true };
    }
    if (only) await sendAgain(deps.db, only);
    if (only && again) {
      const { defaultInclude } = await deps.settings();
      await forgetAcknowledged(deps.db, only, defaultInclude);
    }
    const run = newRun(deps, { sections, only, trigger, confirmed }, before);
    await saveRun(deps.db, run);
    drive(run).catch(console.error); // nobody waits for a run; how it ended, or that it goes on, is on disk
    return { runId: run.id, joined: false };
  }

  /** Goes on with a run that was interrupted; for every wake of the worker. */
  async function resume(): Promise<void> {
    const run = await latestRun(deps.db);
    if (!isUnfinished(run)) return;
    const wait = (run.resumesAt ?? 0) - deps.clock.now();
    // No pause is longer: the clock has been set back since, and waiting for it could take for ever.
    if (wait <= 0 || wait > longestRest) return drive({ ...run, resumed: true });
    // A restarted browser has forgotten the alarm.
    if (!active) deps.awake.end(run.resumesAt);
  }

  /** Schoology has answered just now: a run that waits for a network need not wait longer. */
  async function networkIsBack(): Promise<void> {
    const run = await latestRun(deps.db);
    if (isUnfinished(run) && run.noNetworkSince) await drive({ ...run, resumed: true });
  }

  /** Single-flight: a second call while a run is under way does nothing. */
  async function drive(run: RunRecord): Promise<void> {
    if (active) return;
    const own: Active = {
      run,
      currentTitle: null,
      excluded: new Set(),
      stopped: null,
      reading: 'nothing',
      written: new Set(),
      sis: null,
    };
    active = own;
    deps.awake.begin();
    let rest = 0;
    try {
      await deps.alone(() => executeRun(deps, own));
    } catch (error) {
      // What has not been sent yet stays: nobody watches over it any more.
      own.stopped ??= new SisError({ code: 'UNKNOWN', scope: 'run' });
      rest = shortestRest; // also where nothing can be written down
      const longer = isUnforeseen(error)
        ? await restAfterStumble(deps.db, run.id, deps.clock.now())
        : null;
      if (longer === null) await endRun(deps, own, 'stopped', asReason(error));
      else rest = longer;
      throw error;
    } finally {
      active = null;
      deps.awake.end(isUnfinished(own.run) ? (own.run.resumesAt ?? deps.clock.now() + rest) : null);
      if (!isUnfinished(own.run)) deps.ended(own.run);
      deps.notify(null);
    }
  }

  async function cancel(): Promise<{ cancelling: boolean }> {
    const run = active?.run ?? (await latestRun(deps.db));
    if (!isUnfinished(run)) return { cancelling: false };
    run.state = 'cancelling';
    await saveRun(deps.db, run);
    if (!active) await drive(run);
    return { cancelling: true };
  }

  /** To be called when the settings, the policy or a permission has changed: a run under the old connection stops. */
  async function checkConnection(): Promise<void> {
    const own = active;
    if (!own?.sis) return;
    try {
      if ((await deps.sis()) === own.sis) return;
      own.stopped ??= new SisError({ code: 'CONNECTION_CHANGED', scope: 'run' });
    } catch (error) {
      if (!(error instanceof SisError)) throw error;
      own.stopped ??= error;
    }
  }

  return {
    start,
    resume,
    networkIsBack,
    cancel,
    checkConnection,
    /** The database was closed under this life: nothing more leaves; the next life goes on with the run. */
    abandon(): void {
      if (active) active.stopped ??= new SisError({ code: 'STORAGE_UNSAFE', scope: 'run' });
    },
    /** Called with the commit of an opt-out: from now on nothing of this item leaves. */
    exclude: (key: ItemKey): void => void active?.excluded.add(itemKeyText(key)),
    async view(): Promise<RunView | null> {
      const run = active?.run ?? (await latestRun(deps.db));
      return run && toRunView(run, active?.currentTitle ?? null);
    },
    /** itemKeyText of everything the run under way has still to do. */
    todo: (): ReadonlySet<string> => new Set(active?.run.todo ?? []),
  };
}

type Wanted = Pick<RunRecord, 'sections' | 'trigger'> & {
  only: ItemKey[] | null;
  confirmed: string | undefined;
};

const newRun = (
  deps: RunnerDeps,
  { sections, only, trigger, confirmed }: Wanted,
  before: RunRecord | null,
): RunRecord => ({
  id: deps.newId(),
  trigger,
  sections,
  todo: null,
  only: only?.map(itemKeyText) ?? null,
  ...(confirmed !== undefined && { confirmed }),
  total: 0,
  done: 0,
  failed: 0,
  state: 'running',
  stopReason: null,
  resumesAt: null,
  // The newest run is found by this time, also when the clock has been set back since the one before.
  startedAt: Math.max(deps.clock.now(), (before?.startedAt ?? 0) + 1),
  finishedAt: null,
});
