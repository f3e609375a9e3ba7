// @vitest-environment node
import { expect, test } from 'vitest';
import { client, empty, fakeFetch, json, refused } from '../fake-sis.ts';

const rostering = 'https://sis.example/ims/oneroster/rostering/v1p2';
const lee = { sourcedId: 't-lee', identifier: '900', email: 'Lee@School.example' };
const kim = { sourcedId: 't-kim', identifier: '901', email: 'kim@school.example' };
const find = (identifier: string, ...replies: Response[]) => {
  const { port, seen } = fakeFetch(...replies);
  return { found: client(port).findTeachers(identifier), seen };
};
const filterIn = (url: string | undefined) => new URL(url ?? '').searchParams.get('filter');

test('by e-mail, in any case', async () => {
  const { found, seen } = find(' lee@school.EXAMPLE ', json(200, { users: [lee] }));
  expect(await found).toEqual([
    { id: 't-lee', identifiers: ['900', 'Lee@School.example'], name: '' },
  ]);
  expect(seen).toHaveLength(1);
  expect(seen[0]?.url.startsWith(`${rostering}/teachers?filter=email%3D%27lee%40`)).toBe(true);
});

test('a server that does not know filters answers with everybody: only the right one is taken', async () => {
  const { found } = find('kim@school.example', json(200, { users: [lee, kim] }));
  expect((await found).map(({ id }) => id)).toEqual(['t-kim']);
});

test('two with one e-mail are both told', async () => {
  const twin = { ...kim, sourcedId: 't-kim-2' };
  const { found } = find('kim@school.example', json(200, { users: [kim, twin] }));
  expect((await found).map(({ id }) => id)).toEqual(['t-kim', 't-kim-2']);
});

test('a name with an apostrophe is looked for by its longest part', async () => {
  const brien = { sourcedId: 't-ob', email: "pat.o'brien@school.example" };
  const other = { sourcedId: 't-x', email: 'sam.brien@school.example' };
  const { found, seen } = find("pat.o'brien@school.example", json(200, { users: [other, brien] }));
  expect((await found).map(({ id }) => id)).toEqual(['t-ob']);
  expect(filterIn(seen[0]?.url)).toBe("email~'brien@school.example'");
});

test('by sourcedId', async () => {
  const { found, seen } = find('t-lee', json(200, { user: lee }));
  expect((await found).map(({ id }) => id)).toEqual(['t-lee']);
  expect(seen.map(({ url }) => url)).toEqual([`${rostering}/teachers/t-lee`]);
});

test('by identifier, when there is no such sourcedId', async () => {
  const { found, seen } = find('900', empty(404), json(200, { users: [lee, kim] }));
  expect((await found).map(({ id }) => id)).toEqual(['t-lee']);
  expect(filterIn(seen[1]?.url)).toBe("identifier='900'");
});

test.each([400, 422])(
  'a server that cannot filter by identifier (%i) knows nobody',
  async (status) => {
    const { found } = find(
      '900',
      empty(404),
      json(status, { imsx_description: 'invalid_filter_field' }),
    );
    expect(await found).toEqual([]);
  },
);

test('nobody is looked for by nothing', async () => {
  const { found, seen } = find('  ', empty(500));
  expect(await found).toEqual([]);
  expect(seen).toEqual([]);
});

test('a directory that is not there means a wrong address', async () => {
  const { found } = find('lee@school.example', empty(404));
  expect(await refused(found)).toMatchObject({ code: 'NOT_THE_SIS', scope: 'run', status: 404 });
});

test('other refusals are told', async () => {
  const { found } = find('900', empty(404), empty(403));
  expect(await refused(found)).toMatchObject({ code: 'NO_PERMISSION' });
});
