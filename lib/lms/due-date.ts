import type { Due } from '../model/graded-item.ts';

/** How the signed-in teacher sees dates: `Drupal.settings.s_common` language and timezone. */
export type DateContext = { language: string; timezone: string };

/**
 * Reads `due_date_text` of the gradebook feed: display text in the teacher's language and time zone, such as
 * `Nov 30, 2026 at 11:59 pm` (seen in a public client of the feed) or a date alone, which means the end of that day.
 *
 * The month must be written as a name, the year in four digits, and each part must occur exactly once; anything
 * else is `unreadable`. A date is never guessed.
 */
export function dueReader({ language, timezone }: DateContext): (text: string) => Due {
  // Made with the first date and for all of them: to make them takes a browser longer than to read with them.
  let names: string[][] | undefined;
  const zone = zoneFormat(timezone);
  return (text) => {
    if (text.trim() === '') return null;
    names ??= Array.from({ length: 12 }, (_, index) => monthNames(language, index + 1));
    const parts = readParts(text.normalize('NFKC').toLowerCase(), names);
    const at = parts && zone && zonedInstant(parts, zone);
    return parts && at ? { at, day: dayOf(parts) } : { unreadable: text };
  };
}

const dayOf = ({ year, month, day }: Parts): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

type Parts = { year: number; month: number; day: number; hour: number; minute: number };

/** `names` = those of each month, January first. */
function readParts(text: string, names: string[][]): Parts | null {
  const time = readTime(text);
  const date = time ? text.replace(time.matched, ' ') : text;
  if (!time && /\d:\d/.test(text)) return null;
  const numbers = date.match(/\d+/g) ?? [];
  const years = numbers.filter((n) => n.length === 4);
  const days = numbers.filter((n) => n.length <= 2);
  const months = monthsIn(date, names);
  if (numbers.length !== 2 || years.length !== 1 || days.length !== 1 || months.length !== 1) {
    return null;
  }
  const [month] = months;
  const day = Number(days[0]);
  const year = Number(years[0]);
  if (month === undefined || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return null;
  return { year, month, day, hour: time?.hour ?? 23, minute: time?.minute ?? 59 };
}

function readTime(text: string): { hour: number; minute: number; matched: string } | null {
  const found = [...text.matchAll(/(\d{1,2}):(\d{2})\s*([ap]\.?\s?m\b\.?)?/g)];
  const [only, second] = found;
  if (!only || second) return null;
  const [matched, hours, minutes, half] = only;
  const hour = Number(hours);
  const minute = Number(minutes);
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return null;
  return { hour: half ? (hour % 12) + (half.startsWith('p') ? 12 : 0) : hour, minute, matched };
}

/** Month numbers (1 to 12) of which a name is a word of the text. */
function monthsIn(text: string, names: string[][]): number[] {
  const words = new Set(text.split(/[^\p{L}\p{M}.]+/u).map((word) => word.replace(/\.$/, '')));
  return names.flatMap((ofMonth, index) =>
    ofMonth.some((name) => words.has(name)) ? [index + 1] : [],
  );
}

/** In the language and in English, long and short. */
function monthNames(language: string, month: number): string[] {
  const date = new Date(Date.UTC(2026, month - 1, 15));
  return (['long', 'short'] as const).flatMap((width) =>
    [language || 'en', 'en'].map((locale) => monthName(locale, width, date)),
  );
}

function monthName(locale: string, month: 'long' | 'short', date: Date): string {
  const format = new Intl.DateTimeFormat(locale.replace('_', '-'), {
    month,
    day: 'numeric',
    timeZone: 'UTC',
  });
  const part = format.formatToParts(date).find(({ type }) => type === 'month');
  return (part?.value ?? '').toLowerCase().replace(/\.$/, '');
}

/** Null for a zone the browser does not know. */
function zoneFormat(timeZone: string): Intl.DateTimeFormat | null {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts, ...time });
  } catch {
    return null;
  }
}

/** The instant at which clocks in the zone show these parts. */
function zonedInstant(parts: Parts, zone: Intl.DateTimeFormat): string {
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  // The offset at the wall time is right but for the hours around a change of clocks; a second look settles those.
  const first = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(first, zone)).toISOString();
}

/** Milliseconds that clocks in the zone are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: Intl.DateTimeFormat): number {
  const shown = new Map(
    zone.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => shown.get(name) ?? Number.NaN;
  const at = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return at - Math.floor(instant / 1000) * 1000;
}
