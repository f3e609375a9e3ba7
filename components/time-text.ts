import { dateFormat, perLanguage } from '../lib/text.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const relative = perLanguage(
  (language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }),
);
const dayOfThisYear = dateFormat({ month: 'short', day: 'numeric' });
const dayOfAnyYear = dateFormat({ month: 'short', day: 'numeric', year: 'numeric' });
const clock = dateFormat({ timeStyle: 'short' });
const exact = dateFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** "3 min ago", "2 hr. ago", "5 days ago"; after a week the day. Times are epoch milliseconds. */
export function relativeTime(at: number, now: number): string {
  const ago = Math.max(0, now - at);
  if (ago < minute) return relative().format(0, 'second');
  if (ago < hour) return relative().format(-Math.floor(ago / minute), 'minute');
  if (ago < day) return relative().format(-Math.floor(ago / hour), 'hour');
  if (ago < 7 * day) return relative().format(-Math.floor(ago / day), 'day');
  return dayText(at, now);
}

/** "Oct 3"; with the year when it is not this year's. */
export function dayText(at: number, now: number): string {
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (thisYear ? dayOfThisYear() : dayOfAnyYear()).format(at);
}

/** "3:12 PM" */
export const clockText = (at: number): string => clock().format(at);

/** "Oct 3, 2026, 3:12 PM" */
export const exactTime = (at: number): string => exact().format(at);

/** "3:12 PM" of today, "Oct 3" of another day. */
export const shortTime = (at: number, now: number): string =>
  new Date(at).toDateString() === new Date(now).toDateString() ? clockText(at) : dayText(at, now);
