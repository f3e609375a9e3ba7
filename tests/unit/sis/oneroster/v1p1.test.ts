// @vitest-environment node
import { expect, test } from 'vitest';
import { profileOf } from '../../../../lib/sis/profile.ts';
import { client, empty, fakeFetch, json, lineItem, result } from '../fake-sis.ts';

const root = 'https://sis.example/ims/oneroster/v1p1';
const sis = (port: typeof fetch) =>
  client(port, {
    profile: profileOf('oneroster', '1.1'),
    roots: { rosteringUrl: root, gradebookUrl: root },
  });

test('a line item has a range of values and no school', async () => {
  const { port, seen } = fakeFetch(empty(201));
  await sis(port).putLineItem(lineItem);
  expect(seen[0]).toMatchObject({
    method: 'PUT',
    url: `${root}/lineItems/5113831f-79b6-5312-8bd3-8bfcc6774c0a`,
  });
  expect(seen[0]?.body).toEqual({
    lineItem: {
      sourcedId: '5113831f-79b6-5312-8bd3-8bfcc6774c0a',
      status: 'active',
      dateLastModified: '2026-10-05T16:30:00.250Z',
      title: 'Quiz 3',
      assignDate: '2026-10-09T12:00:00.000Z',
      dueDate: '2026-10-09T12:00:00.000Z',
      class: { href: `${root}/classes/class-7`, sourcedId: 'class-7', type: 'class' },
      category: { href: `${root}/categories/cat%2F2`, sourcedId: 'cat/2', type: 'category' },
      gradingPeriod: {
        href: `${root}/academicSessions/q1`,
        sourcedId: 'q1',
        type: 'academicSession',
      },
      resultValueMin: 0,
      resultValueMax: 20,
    },
  });
});

test('a result has its score and none of the flags of 1.2', async () => {
  const { port, seen } = fakeFetch(empty(201));
  await sis(port).putResult({ ...result, scoreStatus: 'not submitted', score: 0, missing: true });
  expect(seen[0]?.body).toEqual({
    result: {
      sourcedId: '1632c6a5-3fb8-5e3b-a2ff-bd74659ce976',
      status: 'active',
      dateLastModified: '2026-10-05T16:30:00.250Z',
      lineItem: {
        href: `${root}/lineItems/5113831f-79b6-5312-8bd3-8bfcc6774c0a`,
        sourcedId: '5113831f-79b6-5312-8bd3-8bfcc6774c0a',
        type: 'lineItem',
      },
      student: { href: `${root}/users/stu-1`, sourcedId: 'stu-1', type: 'user' },
      scoreStatus: 'not submitted',
      score: 0,
      scoreDate: '2026-10-05',
    },
  });
});

test('categories are listed for the whole SIS, other lists by class, all under one root', async () => {
  const { port, seen } = fakeFetch(
    json(200, { categories: [{ sourcedId: 'c1', status: 'active', title: 'Homework' }] }),
    json(200, { users: [] }),
  );
  expect(await sis(port).listCategories('class-7')).toEqual([{ id: 'c1', title: 'Homework' }]);
  await sis(port).listStudents('class-7');
  expect(seen.map(({ url }) => new URL(url).pathname)).toEqual([
    '/ims/oneroster/v1p1/categories',
    '/ims/oneroster/v1p1/classes/class-7/students',
  ]);
});

test('the words of a refusal are found in the bodies of 1.1', async () => {
  const statusInfoSet = [
    { imsx_codeMajor: 'failure', imsx_severity: 'error', imsx_description: 'No such category' },
  ];
  const { port } = fakeFetch(json(422, { statusInfoSet }));
  await expect(sis(port).putLineItem(lineItem)).rejects.toMatchObject({
    code: 'REJECTED',
    detail: 'No such category',
  });
});
