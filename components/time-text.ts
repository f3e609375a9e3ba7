import { language } from '../lib/text.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "3 min ago", "2 hr. ago", "5 days ago"; after a week the day. Times are epoch milliseconds. */
export function relativeTime(at: number, now: number): string {
  const ago = Math.max(0, now - at);
  const words = new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' });
  if (ago < minute) return words.format(0, 'second');
  if (ago < hour) return words.format(-Math.floor(ago / minute), 'minute');
  if (ago < day) return words.format(-Math.floor(ago / hour), 'hour');
  if (ago < 7 * day) return words.format(-Math.floor(ago / day), 'day');
  return dayText(at, now);
}

/** "Oct 3"; with the year when it is not this year's. */
export function dayText(at: number, now: number): string {
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language(), {
    month: 'short',
    day: 'numeric',
    ...(thisYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** "3:12 PM" */
export const clockText = (at: number): string =>
  new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(at);

/** "Oct 3, 2026, 3:12 PM" */
export const exactTime = (at: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** "3:12 PM" of today, "Oct 3" of another day. */
export const shortTime = (at: number, now: number): string =>
  new Date(at).toDateString() === new Date(now).toDateString() ? clockText(at) : dayText(at, now);

/** "Oct 3, 2026" of a calendar day, `YYYY-MM-DD`: the same day everywhere. */
export const plainDay = (day: string): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00:00Z`),
  );
