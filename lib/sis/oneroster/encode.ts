import { segment } from './url.ts';

/** A strict server wants all three parts of a reference and refuses unknown ones (OneRoster 1.2 Gradebook, GUIDRef). */
export const ref = (service: string, collection: string, type: string, sourcedId: string) => ({
  href: `${service}/${collection}/${segment(sourcedId)}`,
  sourcedId,
  type,
});

/** Milliseconds and Z, whatever precision it came in. */
export const instant = (at: string | number): string => new Date(at).toISOString();

/** NormalizedString: no CR, LF or TAB. */
export const normalized = (text: string): string => text.replace(/\r\n|[\r\n\t]/g, ' ');

/** The teacher's calendar day: in UTC an evening in America is already tomorrow. */
export function day(now: number): string {
  const at = new Date(now);
  const month = String(at.getMonth() + 1).padStart(2, '0');
  return `${at.getFullYear()}-${month}-${String(at.getDate()).padStart(2, '0')}`;
}
