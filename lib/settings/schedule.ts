import * as z from 'zod/mini';
import { longestPeriod, type ScheduleSettings, shortestPeriod } from '../model/schedule.ts';
import { once } from '../once.ts';
import type { KeyValue } from '../storage/key-value.ts';
import type { SettingsPorts } from './connection.ts';
import { type PolicyArea, readPolicy } from './policy.ts';

export const scheduleKey = 'schedule';

export const scheduleSchema = once(() =>
  z.strictObject({
    everyMinutes: z.nullable(z.int().check(z.minimum(shortestPeriod), z.maximum(longestPeriod))),
    notify: z.boolean(),
  }),
);

/** The schedule that holds: the district's wins over the teacher's. Off until somebody switches it on. */
export async function readSchedule(
  ports: Pick<SettingsPorts, 'local'> & { managed: Pick<PolicyArea, 'get'> },
): Promise<ScheduleSettings & { fromPolicy: boolean }> {
  const own = await typedSchedule(ports.local);
  const reading = await readPolicy(ports.managed);
  // Under a policy that was refused nothing is sent.
  if ('refused' in reading) return { ...own, everyMinutes: null, fromPolicy: true };
  const { schedule } = reading.policy;
  if (!schedule) return { ...own, fromPolicy: false };
  return { ...own, everyMinutes: schedule.everyMinutes, fromPolicy: true };
}

/** What the teacher has chosen, whatever the district says. */
export async function typedSchedule(local: KeyValue): Promise<ScheduleSettings> {
  const parsed = z.safeParse(scheduleSchema(), (await local.get(scheduleKey))[scheduleKey]);
  return parsed.success ? parsed.data : { everyMinutes: null, notify: false };
}

export const saveSchedule = (local: KeyValue, settings: ScheduleSettings): Promise<void> =>
  local.set({ [scheduleKey]: settings });
