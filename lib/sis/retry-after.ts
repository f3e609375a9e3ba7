/** No server may put a sync off for longer than this, in milliseconds. */
export const longestPause = 15 * 60_000;

/**
 * Until when `Retry-After` asks to be left alone (RFC 9110 10.2.3: seconds or a date), as epoch milliseconds and at
 * most 15 minutes from `now`; null when it is absent or cannot be read.
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  const wanted = /^\d+$/.test(value) ? now + Number(value) * 1000 : parseHttpDate(value);
  return wanted === null ? null : Math.min(Math.max(wanted, now), now + longestPause);
}

/** Dates end in GMT; `Date.parse` alone would also take "-5" for a year. */
function parseHttpDate(value: string): number | null {
  const at = /^[A-Z].*GMT$/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
