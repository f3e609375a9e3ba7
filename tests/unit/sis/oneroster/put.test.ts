// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest';
import { client, empty, fakeFetch, json, lineItem, now, refused, result } from '../fake-sis.ts';

afterEach(() => vi.unstubAllEnvs());

const rostering = 'https://sis.example/ims/oneroster/rostering/v1p2';
const gradebook = 'https://sis.example/ims/oneroster/gradebook/v1p2';

test('a line item is sent whole, with complete references and nothing unknown', async () => {
  const { port, seen } = fakeFetch(empty(201));
  await client(port).putLineItem(lineItem);
  expect(seen).toEqual([
    {
      method: 'PUT',
      url: `${gradebook}/lineItems/5113831f-79b6-5312-8bd3-8bfcc6774c0a`,
      authorization: 'Bearer t1',
      contentType: 'application/json',
      body: {
        lineItem: {
          sourcedId: '5113831f-79b6-5312-8bd3-8bfcc6774c0a',
          status: 'active',
          dateLastModified: '2026-10-05T16:30:00.250Z',
          title: 'Quiz 3',
          assignDate: '2026-10-09T12:00:00.000Z',
          dueDate: '2026-10-09T12:00:00.000Z',
          class: { href: `${rostering}/classes/class-7`, sourcedId: 'class-7', type: 'class' },
          school: { href: `${rostering}/orgs/school-1`, sourcedId: 'school-1', type: 'org' },
          category: {
            href: `${gradebook}/categories/cat%2F2`,
            sourcedId: 'cat/2',
            type: 'category',
          },
          gradingPeriod: {
            href: `${rostering}/academicSessions/q1`,
            sourcedId: 'q1',
            type: 'academicSession',
          },
          resultValueMin: 0,
          resultValueMax: 20,
        },
      },
    },
  ]);
});

test('without a grading period there is no such property', async () => {
  const { port, seen } = fakeFetch(empty(201));
  await client(port).putLineItem({ ...lineItem, gradingPeriodId: null });
  expect(seen[0]?.body).not.toHaveProperty('lineItem.gradingPeriod');
});

test('a title is one line', async () => {
  const { port, seen } = fakeFetch(empty(201));
  await client(port).putLineItem({ ...lineItem, title: 'Read\r\npages\t1 & "2"\nagain' });
  expect(seen[0]?.body).toHaveProperty('lineItem.title', 'Read pages 1 & "2" again');
});

test('a result is sent with flags as strings and a day as scoreDate', async () => {
  vi.stubEnv('TZ', 'UTC');
  const { port, seen } = fakeFetch(empty(201));
  await client(port).putResult(result);
  expect(seen).toEqual([
    {
      method: 'PUT',
      url: `${gradebook}/results/1632c6a5-3fb8-5e3b-a2ff-bd74659ce976`,
      authorization: 'Bearer t1',
      contentType: 'application/json',
      body: {
        result: {
          sourcedId: '1632c6a5-3fb8-5e3b-a2ff-bd74659ce976',
          status: 'active',
          dateLastModified: '2026-10-05T16:30:00.250Z',
          lineItem: {
            href: `${gradebook}/lineItems/5113831f-79b6-5312-8bd3-8bfcc6774c0a`,
            sourcedId: '5113831f-79b6-5312-8bd3-8bfcc6774c0a',
            type: 'lineItem',
          },
          student: { href: `${rostering}/users/stu-1`, sourcedId: 'stu-1', type: 'user' },
          scoreStatus: 'fully graded',
          score: 17.5,
          scoreDate: '2026-10-05',
          missing: 'false',
          incomplete: 'false',
        },
      },
    },
  ]);
});

test('a missing result has no score, and an extra-credit score is not clamped', async () => {
  const { port, seen } = fakeFetch(empty(200));
  const sis = client(port);
  await sis.putResult({ ...result, scoreStatus: 'not submitted', score: null, missing: true });
  await sis.putResult({ ...result, score: 300 });
  expect(seen[0]?.body).toHaveProperty('result.missing', 'true');
  expect(seen[0]?.body).toHaveProperty('result.scoreStatus', 'not submitted');
  expect(seen[0]?.body).not.toHaveProperty('result.score');
  expect(seen[1]?.body).toHaveProperty('result.score', 300);
});

test('scoreDate is the day where the teacher is', async () => {
  vi.stubEnv('TZ', 'America/Los_Angeles');
  const { port, seen } = fakeFetch(empty(201));
  // 2026-10-06 03:00 UTC is 8 pm of the 5th in Los Angeles.
  const evening = { now: () => Date.parse('2026-10-06T03:00:00Z') };
  await client(port, { clock: evening }).putResult(result);
  expect(seen[0]?.body).toHaveProperty('result.scoreDate', '2026-10-05');
});

test.each([
  ['200 with the stored object', json(200, { lineItem: { sourcedId: 'x' } })],
  ['201 without a body', empty(201)],
  ['204', empty(204)],
  ['200 with a body cut off', new Response('{"lineItem":', { status: 200 })],
  ['202 with plain text', new Response('queued', { status: 202 })],
])('%s is a success', async (_name, response) => {
  const { port, seen } = fakeFetch(response);
  await client(port).putLineItem(lineItem);
  expect(seen).toHaveLength(1);
});

test('slashes at the end of a root are not doubled', async () => {
  const { port, seen } = fakeFetch(empty(201));
  const roots = { rosteringUrl: `${rostering}/`, gradebookUrl: `${gradebook}//` };
  await client(port, { roots }).putLineItem(lineItem);
  expect(seen[0]?.url).toBe(`${gradebook}/lineItems/${lineItem.sourcedId}`);
});

test('a date that is none fails the item before any request', async () => {
  const { port, seen } = fakeFetch(empty(201));
  const error = await refused(client(port).putLineItem({ ...lineItem, dueDate: 'tomorrow' }));
  expect(error).toMatchObject({ code: 'UNKNOWN', scope: 'item' });
  expect(seen).toEqual([]);
});

test('a path cannot be climbed by an id', async () => {
  const { port, seen } = fakeFetch(json(200, { users: [] }));
  const sis = client(port);
  expect(await refused(sis.listStudents('..'))).toMatchObject({ code: 'REJECTED' });
  expect(await refused(sis.putLineItem({ ...lineItem, categoryId: '' }))).toMatchObject({
    code: 'REJECTED',
  });
  expect(seen).toEqual([]);
  await sis.listStudents('../x?y#z');
  expect(seen[0]?.url).toBe(`${rostering}/classes/..%2Fx%3Fy%23z/students?limit=500&offset=0`);
});

test('the clock of the tests says what the bodies above say', () => {
  expect(new Date(now).toISOString()).toBe('2026-10-05T16:30:00.250Z');
});
