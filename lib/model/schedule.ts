/** How often a sync may begin by itself, in minutes. Browsers wake nobody more often than once in half a minute. */
export const shortestPeriod = 1;
export const longestPeriod = 7 * 24 * 60;

/** The periods that a teacher can choose; a district may set any other. */
export const offeredPeriods = [15, 30, 60, 120, 240] as const;

export type ScheduleSettings = {
  /** Null = nothing begins by itself. */
  everyMinutes: number | null;
  /** Tell of items that failed in a run that nobody watched. */
  notify: boolean;
};

export type ScheduleView = ScheduleSettings & {
  /** The district has set `everyMinutes`. */
  fromPolicy: boolean;
  /** When the next one begins, if this browser is open then; null = none. Epoch milliseconds. */
  nextAt: number | null;
};
