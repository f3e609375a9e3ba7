import type { Stored } from './model.ts';

const fields = ['sourcedId', 'identifier', 'email', 'status', 'title'] as const;

const condition = /^\s*([\w.]+)\s*(!=|>=|<=|=|>|<|~)\s*'((?:[^']|'')*)'\s*/;
const joiner = /^(AND|OR)\s+/i;

type Test = (object: Stored) => boolean;

/** The filter cannot be read or names a field this SIS does not filter by. */
export class FilterError extends Error {}

const compare: Record<string, (a: string, b: string) => boolean> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '~': (a, b) => a.includes(b),
};

function readCondition(text: string): { test: Test; rest: string } {
  const match = condition.exec(text);
  const [whole = '', name = '', operator = '', value = ''] = match ?? [];
  const known = fields.find((field) => field === name);
  const holds = compare[operator];
  if (!known || !holds) throw new FilterError(`The filter cannot be read at: ${text}`);
  const wanted = value.replaceAll("''", "'");
  return {
    test: (object) => holds(String(object[known] ?? ''), wanted),
    rest: text.slice(whole.length),
  };
}

/** `field op 'value'`, two of them joined by one AND or OR (oneroster.md 1.3). Throws FilterError. */
export function parseFilter(text: string): Test {
  const first = readCondition(text);
  if (first.rest === '') return first.test;
  const join = joiner.exec(first.rest);
  if (!join) throw new FilterError(`The filter cannot be read at: ${first.rest}`);
  const second = readCondition(first.rest.slice(join[0].length));
  if (second.rest !== '') throw new FilterError(`The filter cannot be read at: ${second.rest}`);
  return join[1]?.toUpperCase() === 'AND'
    ? (object) => first.test(object) && second.test(object)
    : (object) => first.test(object) || second.test(object);
}
