const short = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Parts = { year: number; month: number; day: number; hour: number | null; minute: number };

function partsOf(due: string): Parts | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?$/.exec(due);
  if (!match) return null;
  const [, year, month, day, hour, minute] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: hour === undefined ? null : Number(hour),
    minute: Number(minute ?? 0),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `11:59 pm` */
const clock = (hour: number, minute: number): string =>
  `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? 'am' : 'pm'}`;

/** The gradebook feed's text: "Nov 30, 2026 at 11:59 pm", "Nov 30, 2026" without a time, '' for none. */
export function dueDateText(due: string): string {
  const parts = partsOf(due);
  if (!parts) return '';
  const date = `${short[parts.month - 1]} ${parts.day}, ${parts.year}`;
  return parts.hour === null ? date : `${date} at ${clock(parts.hour, parts.minute)}`;
}

/** The materials list's text: "Due Monday, November 30, 2026 at 11:59 pm". */
export function dueSubtitle(due: string): string {
  const parts = partsOf(due);
  if (!parts) return '';
  const date = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).toLocaleDateString(
    'en-US',
    { timeZone: 'UTC', weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  );
  return parts.hour === null ? `Due ${date}` : `Due ${date} at ${clock(parts.hour, parts.minute)}`;
}

/** The two form fields: `11/30/26` and `11:59PM` (schoology facts 3.4). */
export function dueFields(due: string): { date: string; time: string } {
  const parts = partsOf(due);
  if (!parts) return { date: '', time: '' };
  const date = `${parts.month}/${two(parts.day)}/${two(parts.year % 100)}`;
  const time =
    parts.hour === null ? '' : clock(parts.hour, parts.minute).replace(' ', '').toUpperCase();
  return { date, time };
}

function readTime(text: string): string | null {
  const match = /^(\d{1,2}):(\d\d)\s*([AP])M$/i.exec(text.trim());
  if (!match) return null;
  const [, hour, minute, half] = match;
  if (Number(hour) < 1 || Number(hour) > 12 || Number(minute) > 59) return null;
  return `${two((Number(hour) % 12) + (half?.toUpperCase() === 'P' ? 12 : 0))}:${minute}`;
}

/** What was typed into the two fields, as an item's `due`; null when it is no date or no time. */
export function readDueFields(date: string, time: string): string | null {
  if (date.trim() === '') return '';
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d\d)$/.exec(date.trim());
  if (!match) return null;
  const [month, day, year] = [Number(match[1]), Number(match[2]), 2000 + Number(match[3])];
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null;
  const local = `${year}-${two(month)}-${two(day)}`;
  if (time.trim() === '') return local;
  const read = readTime(time);
  return read === null ? null : `${local} ${read}`;
}
