import type { ScheduleView } from '../model/schedule.ts';
import { readSchedule } from '../settings/schedule.ts';
import type { AppPorts } from './app.ts';
import { nextAt } from './schedule.ts';

/** The schedule as options and the history show it. */
export const scheduleView = async (
  ports: Pick<AppPorts, 'local' | 'managed'>,
): Promise<ScheduleView> => {
  const schedule = await readSchedule(ports);
  return { ...schedule, nextAt: schedule.everyMinutes === null ? null : await nextAt(ports) };
};
