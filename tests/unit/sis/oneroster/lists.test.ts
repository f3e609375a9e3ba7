// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { client, empty, fakeFetch, json, refused } from '../fake-sis.ts';

const rostering = 'https://sis.example/ims/oneroster/rostering/v1p2';
const gradebook = 'https://sis.example/ims/oneroster/gradebook/v1p2';
const category = (id: number) => ({ sourcedId: `c${id}`, title: `Category ${id}` });
const categories = (ids: number[], headers = {}) =>
  json(200, { categories: ids.map(category) }, headers);
const next = (url: string) => ({ link: `<${url}>; rel="next"` });
const list = (...replies: Parameters<typeof fakeFetch>) => {
  const { port, seen } = fakeFetch(...replies);
  return { listed: client(port).listCategories('class-7'), seen };
};
const idsOf = async (listed: Promise<{ id: string }[]>) => (await listed).map(({ id }) => id);
const first = `${gradebook}/classes/class-7/categories?limit=500&offset=0`;

describe('paging', () => {
  test('one page is asked for by limit and offset', async () => {
    const { listed, seen } = list(categories([1, 2]));
    expect(await listed).toEqual([
      { id: 'c1', title: 'Category 1' },
      { id: 'c2', title: 'Category 2' },
    ]);
    expect(seen.map(({ method, url }) => [method, url])).toEqual([['GET', first]]);
  });

  test('goes on while the Link header names a next page', async () => {
    const link = `<${first}>; rel="first", </page?b=2&fields=a,b>; title="x, y"; rel="last next"`;
    const { listed, seen } = list(categories([1], { link }), categories([2]));
    expect(await idsOf(listed)).toEqual(['c1', 'c2']);
    expect(seen[1]?.url).toBe('https://sis.example/page?b=2&fields=a,b');
  });

  test('a Link without a next page ends it, whatever the total says', async () => {
    const headers = { link: `<${first}>; rel=last`, 'x-total-count': '9' };
    const { listed, seen } = list(categories([1], headers));
    expect(await idsOf(listed)).toEqual(['c1']);
    expect(seen).toHaveLength(1);
  });

  test('without a Link header the total says how far it goes', async () => {
    const total = { 'x-total-count': '3' };
    const { listed, seen } = list(categories([1, 2], total), categories([3], total));
    expect(await idsOf(listed)).toEqual(['c1', 'c2', 'c3']);
    expect(seen[1]?.url).toBe(`${gradebook}/classes/class-7/categories?limit=500&offset=2`);
    expect(seen).toHaveLength(2);
  });

  test('an empty page ends it, whatever the total says', async () => {
    const total = { 'x-total-count': '1000' };
    const { listed, seen } = list(categories([1], total), categories([], total));
    expect(await idsOf(listed)).toEqual(['c1']);
    expect(seen).toHaveLength(2);
  });

  test('a next page that is this one ends it, also when its URL is spelled another way', async () => {
    const respelled = `${gradebook}/classes/class-7/categories?offset=%30&limit=500`;
    const { listed, seen } = list(categories([1], next(respelled)));
    expect(await idsOf(listed)).toEqual(['c1']);
    expect(seen).toHaveLength(1);
  });

  test('a page that adds nothing ends it, under whatever URL it comes', async () => {
    let page = 0;
    const { listed, seen } = list(() => categories([1, 2], next(`${first}&page=${++page}`)));
    expect(await idsOf(listed)).toEqual(['c1', 'c2']);
    expect(seen).toHaveLength(2);
  });

  test('pages that overlap give each item once', async () => {
    const { listed } = list(categories([1, 2], next(`${first}&p=2`)), categories([2, 3]));
    expect(await idsOf(listed)).toEqual(['c1', 'c2', 'c3']);
  });

  test('a list without end is refused', async () => {
    let page = 0;
    const { listed, seen } = list(() => categories([++page], next(`${first}&page=${page}`)));
    expect(await refused(listed)).toMatchObject({ code: 'NOT_THE_SIS', scope: 'run' });
    expect(seen).toHaveLength(200);
  });

  test.each(['https://evil.example/next', 'http://sis.example/next', '//evil.example/', 'data:x'])(
    'a next page at %s is refused, and never asked',
    async (url) => {
      const { listed, seen } = list(categories([1], next(url)));
      expect(await refused(listed)).toMatchObject({ code: 'REDIRECTED', scope: 'run' });
      expect(seen).toHaveLength(1);
    },
  );

  test('half a list is no list', async () => {
    const { listed } = list(categories([1], next(`${first}&p=2`)), empty(403));
    expect(await refused(listed)).toMatchObject({ code: 'NO_PERMISSION' });
  });
});

describe('hostile answers', () => {
  test.each([
    ['nothing', empty(204)],
    ['text', new Response('hello')],
    ['a number', json(200, 7)],
    ['null', json(200, null)],
    ['another collection', json(200, { lineItems: [] })],
    ['an object for a list', json(200, { categories: { sourcedId: 'c1' } })],
    ['a prototype', new Response('{"__proto__":{"categories":[]}}')],
    ['JSON cut off', new Response('{"categories":[{"sourcedId":"c1"')],
  ])('%s is not a list', async (_name, response) => {
    expect(await refused(list(response).listed)).toMatchObject({
      code: 'NOT_THE_SIS',
      scope: 'run',
    });
  });

  test('10 MB are not read', async () => {
    let sent = 0;
    const megabyte = new TextEncoder().encode(' '.repeat(1_000_000));
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            if (++sent > 10) controller.close();
            else controller.enqueue(megabyte);
          },
        }),
      );
    expect(await refused(list(endless).listed)).toMatchObject({ code: 'NOT_THE_SIS' });
    expect(sent).toBeLessThanOrEqual(7);
  });

  test('rows that nothing could refer to are left out, odd fields are let be', async () => {
    const rows = [
      { sourcedId: 12, title: 34, extra: { deep: [] } },
      { sourcedId: 'c2' },
      { sourcedId: 'c3', title: null, status: ['x'] },
      { sourcedId: 'gone', title: 'Gone', status: 'tobedeleted' },
      { sourcedId: '', title: 'No id' },
      { title: 'No id' },
      null,
      'row',
      JSON.parse('{"__proto__":{"sourcedId":"p"},"title":"P"}'),
    ];
    expect(await list(json(200, { categories: rows })).listed).toEqual([
      { id: '12', title: '34' },
      { id: 'c2', title: '' },
      { id: 'c3', title: '' },
    ]);
    expect(Object.hasOwn(Object.prototype, 'sourcedId')).toBe(false);
  });
});

describe('collections', () => {
  const ask = (body: unknown) => {
    const { port, seen } = fakeFetch(json(200, body));
    return { sis: client(port), url: () => seen[0]?.url.replace('?limit=500&offset=0', '') };
  };

  test('students with everything they may be known by', async () => {
    const { sis, url } = ask({
      users: [
        {
          sourcedId: 's1',
          identifier: '1001',
          email: 'ana@school.example',
          givenName: 'Ana',
          familyName: 'Ruiz',
          userIds: [{ type: 'LDAP', identifier: 'ana' }, null, { type: 'x' }, { identifier: 1001 }],
        },
        { sourcedId: 's2', userIds: 'none' },
      ],
    });
    expect(await sis.listStudents('class-7')).toEqual([
      { id: 's1', identifiers: ['1001', 'ana@school.example', 'ana'], name: 'Ana Ruiz' },
      { id: 's2', identifiers: [], name: '' },
    ]);
    expect(url()).toBe(`${rostering}/classes/class-7/students`);
  });

  test('classes with school and terms; a class without a school cannot take a line item', async () => {
    const { sis, url } = ask({
      classes: [
        {
          sourcedId: 'class-7',
          title: 'Algebra I, 3rd hour',
          school: { href: 'x', sourcedId: 'school-1', type: 'org' },
          terms: [{ sourcedId: 'fall' }, { href: 'x' }],
        },
        { sourcedId: 'class-8', title: 'No school', terms: [] },
      ],
    });
    expect(await sis.listClassesOfTeacher('t1')).toEqual([
      { id: 'class-7', title: 'Algebra I, 3rd hour', schoolId: 'school-1', termIds: ['fall'] },
    ]);
    expect(url()).toBe(`${rostering}/teachers/t1/classes`);
  });

  test('grading periods, with days', async () => {
    const { sis, url } = ask({
      academicSessions: [
        { sourcedId: 'q1', title: 'Q1', startDate: '2026-08-17', endDate: '2026-10-16T00:00:00Z' },
        { sourcedId: 'q2', title: 'Q2', startDate: 'October', endDate: '2026-12-18' },
      ],
    });
    expect(await sis.listGradingPeriods('fall')).toEqual([
      { id: 'q1', title: 'Q1', startDate: '2026-08-17', endDate: '2026-10-16' },
    ]);
    expect(url()).toBe(`${rostering}/terms/fall/gradingPeriods`);
  });

  test('a term, with days', async () => {
    const { sis, url } = ask({
      academicSession: {
        sourcedId: 'fall',
        title: 'Fall',
        startDate: '2026-08-17',
        endDate: '2026-12-18',
      },
    });
    expect(await sis.findTerm('fall')).toEqual({
      id: 'fall',
      title: 'Fall',
      startDate: '2026-08-17',
      endDate: '2026-12-18',
    });
    expect(url()).toBe(`${rostering}/terms/fall`);
  });

  test.each([404, 403, 400])(
    'a term that the SIS does not tell (%i) stays unknown',
    async (status) => {
      const { port } = fakeFetch(empty(status));
      expect(await client(port).findTerm('fall')).toBeNull();
    },
  );

  test('line items', async () => {
    const { sis, url } = ask({
      lineItems: [
        {
          sourcedId: 'l1',
          title: 'Quiz 3',
          dueDate: '2026-10-02T12:00:00.000Z',
          resultValueMax: 25,
          category: { sourcedId: 'c1' },
        },
        { sourcedId: 'l2', title: 'Quiz 4', dueDate: 'soon' },
      ],
    });
    expect(await sis.listLineItems('class-7')).toEqual([
      { id: 'l1', title: 'Quiz 3', dueDay: '2026-10-02', points: 25, categoryId: 'c1' },
      { id: 'l2', title: 'Quiz 4', dueDay: null, points: null, categoryId: null },
    ]);
    expect(url()).toBe(`${gradebook}/classes/class-7/lineItems`);
  });

  test('results, whose score may be text or missing', async () => {
    const refs = { lineItem: { sourcedId: 'l1' }, student: { sourcedId: 's1' } };
    const { sis, url } = ask({
      results: [
        { sourcedId: 'r1', ...refs, score: 17.5, scoreStatus: 'fully graded' },
        { sourcedId: 'r2', ...refs, score: '18.0' },
        { sourcedId: 'r3', ...refs, scoreStatus: 'exempt', missing: 'false' },
        { sourcedId: 'r4', ...refs, score: 'A', missing: 'true', incomplete: true },
        { sourcedId: 'r5', score: 3 },
      ],
    });
    const known = {
      lineItemId: 'l1',
      studentId: 's1',
      scoreStatus: '',
      missing: false,
      incomplete: false,
    };
    expect(await sis.listResults('class-7')).toEqual([
      { id: 'r1', ...known, score: 17.5, scoreStatus: 'fully graded' },
      { id: 'r2', ...known, score: 18 },
      { id: 'r3', ...known, score: null, scoreStatus: 'exempt' },
      { id: 'r4', ...known, score: null, missing: true, incomplete: true },
    ]);
    expect(url()).toBe(`${gradebook}/classes/class-7/results`);
  });

  test('a class that is gone is CLASS_GONE', async () => {
    const { port } = fakeFetch(empty(404));
    expect(await refused(client(port).listStudents('class-7'))).toMatchObject({
      code: 'CLASS_GONE',
      scope: 'item',
    });
  });
});
