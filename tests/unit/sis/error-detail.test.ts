// @vitest-environment node
import { expect, test } from 'vitest';
import { errorDetail } from '../../../lib/sis/error-detail.ts';

const words = 'Grading category not found';

test.each([
  ['1.2, bare', { imsx_codeMajor: 'failure', imsx_severity: 'error', imsx_description: words }],
  ['1.2, wrapped', { imsx_StatusInfo: { imsx_codeMajor: 'failure', imsx_description: words } }],
  ['1.1 set', { statusInfoSet: [{ imsx_codeMajor: 'failure', imsx_description: words }] }],
  ['1.0 Pascal case', { CodeMajor: 'failure', Severity: 'error', Description: words }],
  ['1.0 list', [{ codeMajor: 'failure', severity: 'error', description: words }]],
  ['OAuth2', { error: 'invalid_client', error_description: words }],
  ['problem+json', { type: 'about:blank', title: 'Unprocessable', detail: words }],
  ['a message', { statusCode: 422, message: words }],
  ['a list of errors', { errors: [{ code: 7, message: words }] }],
  ['an error object', { error: { code: 7, message: words } }],
  ['plain text', words],
])('finds the words in %s', (_name, body) => {
  expect(errorDetail(body)).toBe(words);
});

test.each([
  [
    'a list of minor codes',
    {
      imsx_codeMajor: 'failure',
      imsx_CodeMinor: {
        imsx_codeMinorField: [
          { imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: 'invaliddata' },
        ],
      },
    },
  ],
  ['a plain minor code', { imsx_codeMajor: 'failure', imsx_codeMinor: 'invaliddata' }],
  ['the Ed-Fi spelling', { imsx_codeMajor: 'failure', imsx_CodeMinor: 'invaliddata' }],
])('falls back to %s', (_name, body) => {
  expect(errorDetail(body)).toBe('invaliddata');
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a number', 42],
  ['an empty object', {}],
  ['a success code in a refusal', { imsx_codeMajor: 'success', imsx_codeMinor: 'fullsuccess' }],
  ['an HTML page', '<!DOCTYPE html><html><body>Blocked by the school filter</body></html>'],
  ['an HTML page in a field', { message: '<html><h1>Blocked</h1></html>' }],
  ['words of the wrong type', { imsx_description: 7, message: { deep: true } }],
])('says nothing for %s', (_name, body) => {
  expect(errorDetail(body)).toBe('');
});

test('is one line without mark-up, control characters or direction marks', () => {
  const body = { message: '  Score\r\n\tis <b>not</b> \u202Eallowed\u0000 ' };
  expect(errorDetail(body)).toBe('Score is not allowed');
});

test('keeps a comparison, which is no mark-up', () => {
  expect(errorDetail('score < 0 and > max')).toBe('score < 0 and > max');
});

test('is at most 200 characters, never half a character', () => {
  const detail = errorDetail('🙂'.repeat(500));
  expect([...detail]).toHaveLength(200);
  expect(detail.endsWith('🙂…')).toBe(true);
});

test('a body nested without end is given up', () => {
  let body: unknown = 'deep';
  for (let depth = 0; depth < 10_000; depth++) body = { error: body };
  expect(errorDetail(body)).toBe('');
});

test('keys of a prototype are keys like others', () => {
  expect(errorDetail(JSON.parse('{"__proto__":{"message":"x"},"message":"words"}'))).toBe('words');
});
