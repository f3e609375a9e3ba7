import { isObject, type JsonObject } from './json-object.ts';

/** Says what is wrong with a value, or null. */
export type Check = (value: unknown) => string | null;

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export const text: Check = (value) => (typeof value === 'string' ? null : 'must be a string');

/** NormalizedString: no CR, LF or TAB; and something must be there. */
export const normalizedText: Check = (value) => {
  if (typeof value !== 'string') return 'must be a string';
  if (value.trim() === '') return 'must not be empty';
  return /[\r\n\t]/.test(value) ? 'must not contain CR, LF or TAB' : null;
};

export const instant: Check = (value) =>
  typeof value === 'string' && dateTime.test(value) && !Number.isNaN(Date.parse(value))
    ? null
    : 'must be a date-time';

/** `YYYY-MM-DD` and a day that exists. */
export const day: Check = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) {
    return 'must be a date without a time';
  }
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(value)
    ? 'must be a day that exists'
    : null;
};

export const number: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? null : 'must be a number';

/** The JSON binding has "true" and "false" as strings (oneroster.md 1.2). */
export const flag: Check = (value) =>
  value === 'true' || value === 'false' ? null : 'must be the string "true" or "false"';

export const oneOf =
  (...allowed: string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value)
      ? null
      : `must be one of ${allowed.join(', ')}`;

export const object: Check = (value) => (isObject(value) ? null : 'must be an object');

export const list: Check = (value) => (Array.isArray(value) ? null : 'must be an array');

/** All of href, sourcedId and type, and nothing else. */
export const ref =
  (type: string): Check =>
  (value) => {
    if (!isObject(value)) return 'must be a reference';
    const missing = ['href', 'sourcedId', 'type'].filter((name) => typeof value[name] !== 'string');
    if (missing.length > 0) return `needs ${missing.join(', ')}`;
    if (Object.keys(value).length > 3) return 'has an unknown property';
    if (!URL.canParse(String(value.href))) return 'needs a URI as href';
    return value.type === type ? null : `must have the type ${type}`;
  };

export type Shape = { required: Record<string, Check>; optional: Record<string, Check> };

/** Everything wrong with an object: unknown properties, missing ones, wrong values. */
export function shapeProblems(value: JsonObject, { required, optional }: Shape): string[] {
  const known: Record<string, Check> = { ...required, ...optional };
  const missing = Object.keys(required).filter((name) => value[name] === undefined);
  const wrong = Object.entries(value).flatMap(([name, given]) => {
    const check = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!check) return [`${name} is not a property of this object`];
    const problem = check(given);
    return problem ? [`${name} ${problem}`] : [];
  });
  return [...missing.map((name) => `${name} is missing`), ...wrong];
}
