import * as z from 'zod/mini';
import { once } from '../once.ts';
import { inForce, type PolicyArea } from '../settings/policy.ts';
import { readSchedule } from '../settings/schedule.ts';
import type { AppPorts } from './app.ts';

const key = 'nextSync';
const keptSchema = once(() => z.object({ at: z.number(), everyMinutes: z.number() }));
type Kept = z.infer<ReturnType<typeof keptSchema>>;

/** The computers of a district are switched on at the same hour: what is overdue begins within this time (ms). */
const spread = 10 * 60_000;

const periodOf = (everyMinutes: number): number => everyMinutes * 60_000;

/**
 * When the next scheduled sync begins. What was set before stays, so that neither a restart nor a wake puts it off;
 * what was missed while the browser was closed, and the very first one, begin at a time of this computer's own.
 * `random` is from 0 up to 1.
 */
export function nextStart(
  kept: Kept | null,
  { everyMinutes, now, random }: { everyMinutes: number; now: number; random: number },
): number {
  const period = periodOf(everyMinutes);
  // Farther away than a period: the clock has been set back since.
  const holds = kept?.everyMinutes === everyMinutes && kept.at <= now + period;
  if (!holds) return now + random * period;
  return kept.at > now ? kept.at : now + random * Math.min(period, spread);
}

type Ports = Pick<AppPorts, 'local' | 'managed' | 'clock' | 'random' | 'wakeAt'>;

export type Schedule = ReturnType<typeof createSchedule>;

/** Keeps the alarm of the schedule. `begin` starts a scheduled sync. */
export function createSchedule(ports: Ports, begin: () => Promise<void>) {
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other: waking up and ringing happen at once. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined); // the caller hears of it
    return done;
  };

  async function set(
    next: (kept: Kept | null, everyMinutes: number) => number,
    managed: Pick<PolicyArea, 'get'> = ports.managed,
  ): Promise<void> {
    const { everyMinutes } = await readSchedule({ ...ports, managed });
    if (everyMinutes === null) {
      await ports.local.remove(key);
      return ports.wakeAt(null);
    }
    const at = Math.round(next(await readKept(ports), everyMinutes));
    await ports.local.set({ [key]: { at, everyMinutes } });
    await ports.wakeAt(at);
  }

  return {
    /** For every wake and every change of the settings: a browser forgets alarms when it is closed. */
    arm: (): Promise<void> =>
      inTurn(() =>
        set((kept, everyMinutes) =>
          nextStart(kept, { everyMinutes, now: ports.clock.now(), random: ports.random() }),
        ),
      ),
    /** The alarm has rung. One that rings after the schedule was switched off begins nothing. */
    ring: (): Promise<void> =>
      inTurn(async () => {
        // Nothing is sent before the policy is confirmed: a browser that is closed meanwhile has not had its turn.
        const policy = inForce(ports.managed);
        await set((_, everyMinutes) => ports.clock.now() + periodOf(everyMinutes), policy);
        if ((await nextAt(ports)) !== null) await begin();
      }),
  };
}

async function readKept({ local }: Pick<Ports, 'local'>): Promise<Kept | null> {
  const parsed = z.safeParse(keptSchema(), (await local.get(key))[key]);
  return parsed.success ? parsed.data : null;
}

/** When the next scheduled sync begins, as it was set last; null = none. */
export const nextAt = async (ports: Pick<Ports, 'local'>): Promise<number | null> =>
  (await readKept(ports))?.at ?? null;
