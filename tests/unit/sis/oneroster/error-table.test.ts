// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { client, fakeFetch, json, lineItem, refused, result } from '../fake-sis.ts';

/*
 * oneroster.md 6 in every shape of 1.5: the status decides what happens, and the body only supplies the words, wherever
 * a server puts them. The codes that bodies hold beside the words contradict the status on purpose.
 */
const words = 'The due date lies outside the term';
const codes = { imsx_codeMajor: 'success', imsx_codeMinor: 'fullsuccess' };
const shapes: [string, unknown][] = [
  ['bare, 1.2', { ...codes, imsx_severity: 'status', imsx_description: words }],
  ['wrapped, 1.2', { imsx_StatusInfo: { ...codes, imsx_description: words } }],
  ['a minor code as text', { imsx_CodeMinor: 'full success', imsx_description: words }],
  ['a set, 1.1', { statusInfoSet: [{ ...codes, imsx_description: words }] }],
  ['Pascal case, 1.0', { CodeMajor: 'Success', CodeMinor: 'full success', Description: words }],
  ['camel case in a list', [{ codeMajor: 'success', description: words }]],
  ['a gateway’s', { error: { message: words } }],
  ['text', words],
];

/** Status, then what it means of a line item and of a result: reason and how far it reaches. */
const statuses: [number, [string, string], [string, string]][] = [
  [400, ['REJECTED', 'item'], ['REJECTED', 'score']],
  [401, ['AUTH_EXPIRED', 'run'], ['AUTH_EXPIRED', 'run']],
  [403, ['NO_PERMISSION', 'item'], ['NO_PERMISSION', 'item']],
  [404, ['CLASS_GONE', 'item'], ['ITEM_REMOVED_IN_SIS', 'item']],
  [409, ['CONFLICT', 'item'], ['CONFLICT', 'score']],
  [412, ['CONFLICT', 'item'], ['CONFLICT', 'score']],
  [422, ['REJECTED', 'item'], ['REJECTED', 'score']],
  [429, ['RATE_LIMITED', 'run'], ['RATE_LIMITED', 'run']],
  [500, ['SIS_DOWN', 'run'], ['SIS_DOWN', 'run']],
  [503, ['SIS_DOWN', 'run'], ['SIS_DOWN', 'run']],
];

describe.each(shapes)('a refusal whose body is %s', (_, body) => {
  const answers = (status: number): [Response, ...Response[]] => [
    json(status, body),
    json(status, body),
    json(status, body),
  ];
  const expected = (status: number, [code, scope]: [string, string]) => ({
    code,
    scope,
    status,
    detail: words,
    notBefore: null,
  });

  test.each(statuses)('means by its status %i alone', async (status, ofItem, ofResult) => {
    const item = client(fakeFetch(...answers(status)).port);
    expect(await refused(item.putLineItem(lineItem))).toEqual(expected(status, ofItem));
    const score = client(fakeFetch(...answers(status)).port);
    expect(await refused(score.putResult(result))).toEqual(expected(status, ofResult));
  });
});
