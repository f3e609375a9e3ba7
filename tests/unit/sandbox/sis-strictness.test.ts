// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { get, lineItem, put, ref, result, token } from './sis-calls.ts';

let sandbox: Sandbox;
let bearer: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  bearer = await token(sandbox.sis);
});
afterAll(() => sandbox.close());

const putLineItem = (body: unknown, id = 'li-1') =>
  put(`${sandbox.sis.gradebookUrl}/lineItems/${id}`, bearer, body);
const putResult = (body: unknown, id = 'r-1') =>
  put(`${sandbox.sis.gradebookUrl}/results/${id}`, bearer, body);

function without(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const { [name]: _left, ...rest } = object;
  return rest;
}

const minorOf = (text: string): string =>
  JSON.parse(text).imsx_CodeMinor.imsx_codeMinorField[0].imsx_codeMinorFieldValue;

describe('PUT lineItem', () => {
  it('answers 201 without a body, and again on replacement', async () => {
    const first = await putLineItem({ lineItem });
    const second = await putLineItem({ lineItem: { ...lineItem, title: 'Renamed' } });

    expect([first.status, first.text, second.status]).toEqual([201, '', 201]);
    const stored = await get(`${sandbox.sis.gradebookUrl}/lineItems/li-1`, bearer);
    expect(JSON.parse(stored.text).lineItem.title).toBe('Renamed');
  });

  it.each(
    Object.keys(lineItem).filter(
      (name) => !['gradingPeriod', 'resultValueMin', 'resultValueMax'].includes(name),
    ),
  )('refuses one without %s', async (name) => {
    const answer = await putLineItem({ lineItem: without(lineItem, name) });

    expect(answer.status).toBe(422);
    expect(minorOf(answer.text)).toBe('invaliddata');
    expect(JSON.parse(answer.text).imsx_description).toContain(`${name} is missing`);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an unknown property', { externalId: '1' }],
    ['a property of Object.prototype', { constructor: 'x' }],
    ['a class without href', { class: { sourcedId: 'class-alg1-2', type: 'class' } }],
    ['a category of sourcedId only', { category: { sourcedId: 'cat-homework' } }],
    [
      'a school without type',
      { school: { href: 'https://a.test', sourcedId: 'org-example-high' } },
    ],
    ['a reference of the wrong type', { class: ref('course', 'class-alg1-2') }],
    ['a due date without a time', { dueDate: '2026-12-01' }],
    ['a due date in words', { dueDate: 'Dec 1, 2026' }],
    ['a title with a line feed', { title: 'Two\nlines' }],
    ['a title with a carriage return', { title: 'Two\rlines' }],
    ['a title with a tab', { title: 'A\tB' }],
    ['a maximum in quotes', { resultValueMax: '100' }],
    ['an unknown class', { class: ref('class', 'class-none') }],
    ['an unknown category', { category: ref('category', 'cat-none') }],
    ['a category of another class', { category: ref('category', 'cat-labs') }],
    ['an unknown grading period', { gradingPeriod: ref('academicSession', 'gp-none') }],
    ['a term as grading period', { gradingPeriod: ref('academicSession', 'term-2026-s1') }],
    ['a sourcedId that is not that of the address', { sourcedId: 'li-2' }],
  ])('refuses %s', async (_what, change) => {
    const answer = await putLineItem({ lineItem: { ...lineItem, ...change } });

    expect(answer.status).toBe(422);
    expect(minorOf(answer.text)).toBe('invaliddata');
  });

  it('refuses a body without the envelope and a body that is no JSON', async () => {
    expect((await putLineItem(lineItem)).status).toBe(422);
    expect((await putLineItem('just text')).status).toBe(422);
  });
});

describe('PUT result', () => {
  beforeEach(async () => {
    await putLineItem({ lineItem });
  });

  it('takes a score over the maximum', async () => {
    const answer = await putResult({ result });

    expect([answer.status, answer.text]).toEqual([201, '']);
    const [algebra] = sandbox.sis.gradebook();
    expect(algebra?.lineItems[0]?.results).toEqual([
      {
        sourcedId: 'r-1',
        studentId: 'sis-s-01',
        student: 'Lindqvist, Avery',
        score: 110,
        scoreStatus: 'fully graded',
        missing: false,
        incomplete: false,
      },
    ]);
  });

  it('takes an exempt one without a score', async () => {
    const exempt = { ...without(result, 'score'), scoreStatus: 'exempt' };

    expect((await putResult({ result: exempt })).status).toBe(201);
  });

  it.each([
    'sourcedId',
    'status',
    'dateLastModified',
    'lineItem',
    'student',
    'scoreStatus',
    'scoreDate',
  ])('refuses one without %s', async (name) => {
    expect((await putResult({ result: without(result, name) })).status).toBe(422);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an unknown property', { grade: 'A' }],
    ['missing as a boolean', { missing: true }],
    ['incomplete as a boolean', { incomplete: false }],
    ['late as a boolean', { late: false }],
    ['a scoreDate with a time', { scoreDate: '2026-11-23T15:00:00.000Z' }],
    ['a day that does not exist', { scoreDate: '2026-02-30' }],
    ['a score in quotes', { score: '95' }],
    ['a score of null', { score: null }],
    ['a scoreStatus of its own', { scoreStatus: 'graded' }],
    ['a bare student', { student: { sourcedId: 'sis-s-01' } }],
    ['an unknown line item', { lineItem: ref('lineItem', 'li-none') }],
    ['an unknown student', { student: ref('user', 'sis-s-99') }],
    ['a student who is not enrolled', { student: ref('user', 'sis-s-13') }],
    ['a teacher as student', { student: ref('user', 'sis-t-01') }],
  ])('refuses %s', async (_what, change) => {
    const answer = await putResult({ result: { ...result, ...change } });

    expect(answer.status).toBe(422);
    expect(minorOf(answer.text)).toBe('invaliddata');
  });
});
