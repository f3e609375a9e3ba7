/** A spreadsheet takes text that begins with one of these for a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Text that could be taken for a formula gets an apostrophe, which spreadsheets do not show. */
const harmless = (text: string): string => (formula.test(text) ? `'${text}` : text);

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const cell = (value: string | number): string =>
  typeof value === 'number' ? String(value) : quoted(harmless(value));

/**
 * A table as CSV (RFC 4180: commas, CRLF at the end of each line, quotes doubled). It begins with a byte order mark,
 * without which Excel does not read it as UTF-8.
 */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
